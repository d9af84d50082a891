using System.Globalization;
using Laurel.Core.Evaluation;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Replay;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Exports;

/// <summary>
/// What <c>laurel export</c> writes: CSV with a header, ordered by user id (standings by position). The columns are fixed,
/// because others build on them.
/// </summary>
public sealed class Exports(EngineReader engine, Space space, CsvWriter csv)
{
    private static readonly InstantPattern InstantText = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>user,metric,total: metrics whose total is not 0.</summary>
    public void WriteTotals(Instant? asOf)
    {
        csv.Write("user", "metric", "total");
        WriteStates(asOf, (state, plan) =>
        {
            foreach (var counter in plan.Counters.Where(counter => counter.IsTotal && state.Counters[counter.Index] != 0))
            {
                csv.Write(state.Profile.Id, counter.Metric, Text(state.Counters[counter.Index]));
            }
        });
    }

    /// <summary>user,streak,length,longest,longest_start,longest_end,started: streaks that have ever begun.</summary>
    public void WriteStreaks(Instant? asOf)
    {
        csv.Write("user", "streak", "length", "longest", "longest_start", "longest_end", "started");
        WriteStates(asOf, (state, plan) =>
        {
            for (var i = 0; i < state.Streaks.Count; i++)
            {
                var streak = state.Streaks[i];
                if (streak.LongestLength > 0)
                {
                    csv.Write(
                        state.Profile.Id, plan.Rulebook.Streaks[i].Key, Text(streak.Length), Text(streak.LongestLength),
                        Text(streak.LongestStartOn), Text(streak.LongestEndOn), streak.Length > 0 ? Text(streak.StartOn) : "");
                }
            }
        });
    }

    /// <summary>user,system,balance,level: every system of every user.</summary>
    public void WritePoints(Instant? asOf)
    {
        csv.Write("user", "system", "balance", "level");
        WriteStates(asOf, (state, plan) =>
        {
            for (var i = 0; i < state.Points.Count; i++)
            {
                var (system, points) = (plan.Rulebook.Points[i], state.Points[i]);
                csv.Write(state.Profile.Id, system.Key, Text(points.Balance), system.LevelOf(points)?.Key);
            }
        });
    }

    /// <summary>user,achievement,completed_at,backdated: every completion, in rulebook order per user.</summary>
    public void WriteAchievements(Instant? asOf)
    {
        csv.Write("user", "achievement", "completed_at", "backdated");
        WriteStates(asOf, (state, plan) =>
        {
            for (var i = 0; i < state.Achievements.Count; i++)
            {
                if (state.Achievements[i] is { } completion)
                {
                    csv.Write(state.Profile.Id, plan.Rulebook.Achievements[i].Key, Text(completion.CompletedAt), completion.Backdated ? "true" : "false");
                }
            }
        });
    }

    /// <summary>rank,user,score,reached_at: one ranking of a run, the archived one when the run is finished.</summary>
    public void WriteStandings(LeaderboardDefinition board, LocalDate run, Group group)
    {
        csv.Write("rank", "user", "score", "reached_at");
        using var connection = engine.Database.Connect();
        var archived = RunTable.ReadArchive(connection, new StandingKey(space.Id, board.Key, run, group));
        var ranking = archived.Count > 0
            ? archived
            : RunTable.Ranked(board, ScoreTable.Read(connection, space.Id, board.Key, run).Where(score => score.Group == group));
        foreach (var place in ranking)
        {
            csv.Write(Text(place.Rank), place.User, Text(place.Value), Text(place.ReachedAt));
        }
    }

    private void WriteStates(Instant? asOf, Action<UserState, Plan> write)
    {
        foreach (var state in engine.All(space, asOf))
        {
            if (engine.TimelineOf(space) is { } timeline)
            {
                write(state, timeline.Version(state.Version));
            }
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(decimal number) => Laurel.Core.DecimalText.Of(number);

    private static string Text(Instant at) => InstantText.Format(at);

    private static string Text(LocalDate? on) => on is { } date ? StateJson.Text(date) : "";
}
