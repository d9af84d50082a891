using Laurel.Runtime.Users;
using Microsoft.Data.Sqlite;

namespace Laurel.Runtime.Databases;

/// <summary>
/// Where the rows of batches wait for their tables. An event of a random user changes a page of six tables each, and a page is written whole. So a
/// batch writes all its rows as one value of <c>staged_batches</c>, which makes them durable, and keeps them in memory; a user's rows go into the tables
/// later, together with those of the user's next events, or before somebody reads them. Belongs to the writer and works inside its transactions.
/// </summary>
internal sealed class SqliteStage
{
    private readonly SqliteStatements statements;
    private readonly Stage stage = new();
    private readonly StagedRows rows = new();
    private readonly StagedTables tables = new();
    private readonly HashSet<InputKey> claimed = [];
    private readonly HashSet<UserKey> settled = [];
    private readonly StageSweep sweep;
    private readonly Queue<(long Batch, int Bytes)> kept = [];
    private long keptBytes;
    private long deletedUpTo;
    private long batch = 1;

    public SqliteStage(SqliteStatements statements, long bytesMax)
    {
        this.statements = statements;
        sweep = new StageSweep(stage, bytesMax);
    }

    /// <summary>Bytes of the rows of this transaction.</summary>
    public int Written => rows.Bytes.Length;

    /// <summary>Whether nothing waits. Any thread may ask.</summary>
    public bool IsEmpty => stage.IsEmpty;

    /// <summary>Whether something waits of a user. Any thread may ask.</summary>
    public bool Waits(UserKey user) => stage.Find(user) is not null;

    /// <summary>Users of whom something is due by then, or whose state is of an earlier rulebook version, as far as that waits. Any thread may ask.</summary>
    public IReadOnlyList<UserKey> Due(int space, long at, int version) => stage.Due(space, at, version);

    /// <summary>Some of the users of whom something waits.</summary>
    public IReadOnlyCollection<UserKey> Some(int count) => [.. stage.Users.Take(count)];

    public TableRows Begin(int table, bool deletes) => rows.Begin(table, deletes);

    /// <summary>Claims a key; false when it was claimed before.</summary>
    public bool Claim(InputKey key, long seq)
    {
        if (claimed.Contains(key)
            || stage.Find(new(key.Space, key.User))?.Keys?.Contains(key.Input) == true
            || ((SqliteRows)statements.Prepare("key", KeySql).Add(key.Space).Add(key.User).Add(key.Input)).Any())
        {
            return false;
        }

        claimed.Add(key);
        Begin(Tables.StagePlaceOf(Tables.IdempotencyKeys), deletes: false).Add(key.Space).Add(key.User).Add(key.Input).Add(seq).End();
        return true;
    }

    /// <summary>Gives a key back that this transaction claimed.</summary>
    public void Release(InputKey key)
    {
        claimed.Remove(key);
        Begin(Tables.StagePlaceOf(Tables.IdempotencyKeys), deletes: true).Add(key.Space).Add(key.User).Add(key.Input).End();
    }

    /// <summary>Writes into the tables what waits, and what this transaction wrote so far.</summary>
    public void SettleAll() => Settle([.. stage.Users.Union(rows.Ended.Select(row => row.User)).Where(user => user.User is not null)]);

    /// <summary>The same for these users.</summary>
    public void Settle(IReadOnlyCollection<UserKey> users)
    {
        // Few of those whose turn it is have rows in this transaction too.
        var chosen = users.ToHashSet();
        var written = rows.Ended.Select((row, index) => (row.User, row.Start, Index: index)).Where(row => chosen.Contains(row.User)).ToLookup(row => row.User);
        foreach (var user in users)
        {
            tables.Begin(settled.Add(user) ? stage.Find(user) : null);
            foreach (var row in written[user])
            {
                tables.Add(rows[row.Start]);
                rows.Forget(row.Index);
            }
        }

        tables.Write(statements.Of);
    }

    /// <summary>Last in a transaction: settles a few users of earlier ones, and makes the rows of this one durable.</summary>
    public void Finish()
    {
        // Batches of which all but a few rows are settled for readers are there until a sweep comes to an end.
        var next = sweep.Next(Math.Max(rows.StateCount, Math.Min(rows.Ended.Count, 1)), batch - 1, Math.Max(stage.Bytes, keptBytes / 2)).ToArray();
        if (next.Length > 0)
        {
            Settle(next);
        }

        var finished = settled.Count > 0 && stage.Users.All(settled.Contains) ? batch - 1 : sweep.TakeFinished();
        if (finished is { } last)
        {
            statements.Prepare("staged deletes", () => "delete from staged_batches where batch <= ?1").Add(last).End();
            deletedUpTo = last;
        }

        if (rows.Ended.Any(row => row.User.User is not null))
        {
            ((SqliteRows)statements.Prepare("staged", () => "insert into staged_batches (batch, rows) values (?1, ?2)").Add(batch)).AddBlob(rows.Bytes).End();
        }
    }

    /// <summary>After the commit.</summary>
    public void Committed()
    {
        foreach (var user in settled)
        {
            stage.Remove(user);
        }

        foreach (var (user, start) in rows.Ended)
        {
            if (user.User is not null)
            {
                stage.Add(user, rows[start].Span);
            }
        }

        if (rows.Ended.Count > 0)
        {
            kept.Enqueue((batch, rows.Bytes.Length));
            keptBytes += rows.Bytes.Length;
        }

        batch++;
        while (kept.TryPeek(out var oldest) && oldest.Batch <= deletedUpTo)
        {
            keptBytes -= kept.Dequeue().Bytes;
        }

        Clear();
    }

    /// <summary>After a rollback.</summary>
    public void Undo()
    {
        deletedUpTo = 0;
        sweep.Reset();
        Clear();
    }

    /// <summary>Puts into the tables what an earlier process left behind. Some of it may be there already.</summary>
    public static void Recover(SqliteStatements statements, SqliteConnection connection)
    {
        var waiting = new Stage();
        foreach (var batch in connection.Stream("select rows from staged_batches order by batch", row => row.GetFieldValue<byte[]>(0)))
        {
            for (var at = 0; at < batch.Length; at += RowBytes.LengthOf(batch.AsSpan(at)))
            {
                var row = batch.AsSpan(at, RowBytes.LengthOf(batch.AsSpan(at)));
                waiting.Add(RowBytes.UserOf(row), row);
            }
        }

        var tables = new StagedTables();
        foreach (var user in StageSweep.Sorted([.. waiting.Users]))
        {
            tables.Begin(waiting.Find(user));
        }

        tables.Write(statements.AgainOf);
        statements.Run("delete from staged_batches");
    }

    private void Clear()
    {
        rows.Clear();
        tables.Clear();
        claimed.Clear();
        settled.Clear();
    }

    private static string KeySql() => "select 1 from idempotency_keys where space_id = ?1 and user_id = ?2 and input_id = ?3";
}
