using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using NodaTime;

namespace Laurel.Runtime.Processing;

/// <summary>
/// The rulebooks that batches evaluate with, per space, and the board runs that are known to the database. Belongs to the
/// processor's thread, so that no batch mixes two versions.
/// </summary>
internal sealed class RulebookTimelines
{
    private readonly Dictionary<int, Timeline> timelines = [];
    private readonly HashSet<(int Space, string Leaderboard, LocalDate Run)> runs = [];

    public Timeline Of(int space) =>
        timelines.GetValueOrDefault(space) ?? throw new InvalidOperationException($"Space {space} has no rulebook.");

    public void Set(int space, Timeline timeline)
    {
        timelines[space] = timeline;
        runs.RemoveWhere(run => run.Space == space);
    }

    /// <summary>Lists a run the first time a score falls into it.</summary>
    public void MakeRunKnown(SqliteWriter writer, int space, string leaderboard, LocalDate run)
    {
        var board = Of(space).Current.Rulebook.Leaderboards.FirstOrDefault(board => board.Key == leaderboard);
        if (board is not null && runs.Add((space, leaderboard, run)))
        {
            ScoreTable.WriteRun(writer, space, board, run);
        }
    }

    /// <summary>After a failed batch: the runs that it listed may not be in the database.</summary>
    public void ForgetRuns() => runs.Clear();
}
