using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using NodaTime;

namespace Laurel.Runtime.Processing;

/// <summary>
/// The rulebooks that batches evaluate with, per space, and the board runs that are known to the database. Belongs to the
/// lane's thread, so that no batch mixes two versions.
/// </summary>
/// <param name="latest">Looks for versions that were stored meanwhile, and gives those of a space.</param>
internal sealed class RulebookTimelines(Func<int, Timeline?> latest)
{
    private readonly Dictionary<int, Timeline> timelines = [];
    private readonly Dictionary<int, long> epochs = [];
    private readonly Dictionary<(int Space, string Leaderboard, LocalDate Run), bool> openRuns = [];

    public Timeline Of(int space) =>
        timelines.GetValueOrDefault(space) ?? throw new InvalidOperationException($"Space {space} has no rulebook.");

    /// <summary>
    /// Looks again when a version was stored, a run was closed or a user was erased since the last batch, here or on another node. True then.
    /// </summary>
    public bool Renew(int space, long epoch)
    {
        if (epochs.TryGetValue(space, out var known) && known == epoch)
        {
            return false;
        }

        ForgetRuns();
        if (latest(space) is { } timeline)
        {
            Set(space, timeline);
        }

        // Only now: when looking fails, the next batch looks again.
        epochs[space] = epoch;
        return true;
    }

    public void Set(int space, Timeline timeline)
    {
        if (timelines.GetValueOrDefault(space) is { } known && known.Current.Version > timeline.Current.Version)
        {
            return;
        }

        timelines[space] = timeline;
        ForgetRuns();
    }

    /// <summary>Whether scores of a run still count: an archived run stays as it is. Lists a run the first time a score falls into it.</summary>
    public bool IsOpen(DatabaseWriter writer, int space, string leaderboard, LocalDate run)
    {
        if (openRuns.TryGetValue((space, leaderboard, run), out var isOpen))
        {
            return isOpen;
        }

        if (Of(space).Current.FindLeaderboard(leaderboard) is { } board)
        {
            RunTable.Write(writer, space, board, run);
        }

        return openRuns[(space, leaderboard, run)] = !RunTable.IsClosed(writer, space, leaderboard, run);
    }

    public void Close(int space, string leaderboard, LocalDate run) => openRuns[(space, leaderboard, run)] = false;

    /// <summary>After a failed batch: the runs that it listed may not be in the database.</summary>
    public void ForgetRuns() => openRuns.Clear();
}
