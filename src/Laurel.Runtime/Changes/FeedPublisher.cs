using System.Data.Common;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;

namespace Laurel.Runtime.Changes;

/// <summary>
/// For a database that several lanes and nodes write: what is kept in memory follows the change feed in the order of commits, own
/// commits at once and those of others as soon as the feed is read.
/// </summary>
internal sealed class FeedPublisher(Database database, Projections? projections, Action<DbConnection> load, Func<int, Core.Rulebooks.Plan?> planOf)
    : Publisher(projections)
{
    private const int RowsMax = 64;

    private readonly object gate = new();
    private readonly HashSet<string> committing = new(StringComparer.Ordinal);
    private long applied;
    private bool isStale;

    /// <summary>The position up to which the feed is followed.</summary>
    public long Applied
    {
        get
        {
            lock (gate)
            {
                return applied;
            }
        }
    }

    public override void Commit(DatabaseWriter writer, Action work, Sequel sequel)
    {
        var id = writer.Id;
        Note(id, isCommitting: true);
        try
        {
            writer.Transact(work);
            lock (gate)
            {
                Publish(writer, sequel);
            }
        }
        finally
        {
            Note(id, isCommitting: false);
        }
    }

    /// <summary>Reads everything, as of one commit; the feed goes on from there.</summary>
    public void Load()
    {
        lock (gate)
        {
            Reload();
        }
    }

    /// <summary>Takes in what others committed meanwhile.</summary>
    public void Follow()
    {
        lock (gate)
        {
            if (isStale)
            {
                Reload();
            }

            CatchUp(long.MaxValue, lane: null);
        }
    }

    private void Note(string writer, bool isCommitting)
    {
        lock (gate)
        {
            _ = isCommitting ? committing.Add(writer) : committing.Remove(writer);
            Monitor.PulseAll(gate);
        }
    }

    private void Publish(DatabaseWriter writer, Sequel sequel)
    {
        if (writer.Position is { } own)
        {
            try
            {
                CatchUp(own, writer.Id);
            }
            catch (Exception)
            {
                // What was committed is committed, and must not be tried again, whatever this is: the caller gets the ranks as far as
                // they are known, the rest is read again, and fails there if it has to.
                isStale = true;
            }

            applied = Math.Max(applied, own);
        }

        sequel.Committed();
        sequel.Published(null);
        Monitor.PulseAll(gate);
    }

    // Up to the position before this one. A row that another lane of this process is about to publish is waited for, or left when no
    // lane asks. An earlier row of the asking lane is one whose commit it never learned of.
    private void CatchUp(long before, string? lane)
    {
        while (applied < before - 1)
        {
            var rows = Read(before);
            if (rows.Count == 0)
            {
                return;
            }

            foreach (var row in rows)
            {
                if (row.Position <= applied)
                {
                    continue;
                }

                if (row.Writer != lane && committing.Contains(row.Writer))
                {
                    if (lane is null)
                    {
                        return;
                    }

                    Monitor.Wait(gate);
                    break;
                }

                Take(row);
            }
        }
    }

    private List<ChangeRow> Read(long before)
    {
        using var connection = database.ConnectAside();
        var rows = ChangeTable.After(connection, applied, RowsMax).FindAll(row => row.Position < before);
        if (rows.Count > 0 && rows[0].Position > applied + 1)
        {
            // Rows were removed before they were read here.
            Reload();
        }

        return rows;
    }

    private void Take(ChangeRow row)
    {
        var change = ChangeBytes.Read(row.Body);
        foreach (var score in change.Scores)
        {
            if (planOf(score.Key.Space) is { } plan)
            {
                Projections?.Standings.Set(score, plan);
            }
        }

        foreach (var (space, tally) in change.Tallies)
        {
            Projections?.Tallies.Apply(space, tally);
        }

        foreach (var (space, leaderboard, run) in change.ClosedRuns)
        {
            Projections?.Standings.Remove(space, leaderboard, run);
        }

        foreach (var user in change.Users)
        {
            Projections?.Census.Outdate(user);
            Projections?.Notifications.Signal(user.Space, user.User);
        }

        Projections?.Tallies.Restate(change.Restated);
        applied = row.Position;
    }

    // When it fails in the middle, what is in memory is half of it.
    private void Reload()
    {
        isStale = true;
        database.Snapshot(connection =>
        {
            applied = ChangeTable.LastPosition(connection);
            Projections?.Clear();
            load(connection);
        });
        isStale = false;
    }
}
