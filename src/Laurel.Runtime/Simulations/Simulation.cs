using System.Collections.Concurrent;
using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Simulations;

/// <summary>What is to be tried.</summary>
/// <param name="Rules">The other rules; valid.</param>
public sealed record SimulationRequest(Rulebook Rules)
{
    /// <summary>From when they are in force; null: as if they had always been.</summary>
    public Instant? From { get; init; }

    /// <summary>The share of users to look at, 1 to 100; always the same ones.</summary>
    public int UsersPercent { get; init; } = 100;
}

/// <summary>
/// Derives users from the recorded history under the recorded rules and under others, and compares. Reads only; beside a server it sees each user
/// as of one commit.
/// </summary>
public sealed class Simulation(Database database, Timeline timeline, Space space)
{
    private const int PageSize = 512;

    /// <summary>Called after each page with the number of users done.</summary>
    public Action<long> OnProgress { get; init; } = _ => { };

    public SimulationReport Run(SimulationRequest request, CancellationToken cancellation)
    {
        var other = Other(request);
        var (before, after, flows) = (new SideFigures(), new SideFigures(), new Dictionary<string, (long Gained, long Lost)>(StringComparer.Ordinal));
        var (users, inputs) = (0L, 0L);
        var last = "";
        while (Page(last) is { Count: > 0 } page)
        {
            cancellation.ThrowIfCancellationRequested();
            var results = new ConcurrentDictionary<string, (UserFigures Before, UserFigures After, int InputCount)>(StringComparer.Ordinal);
            var chosen = page.Where(user => IsChosen(user, request.UsersPercent)).ToArray();
            Parallel.ForEach(chosen, user => results[user] = Derive(user, other));
            foreach (var user in chosen)
            {
                var result = results[user];
                before.Add(user, result.Before, board => IsAscending(timeline.Current.Rulebook, board));
                after.Add(user, result.After, board => IsAscending(request.Rules, board));
                Count(flows, result.Before, result.After);
                inputs += result.InputCount;
            }

            users += chosen.Length;
            last = page[^1];
            OnProgress(users);
        }

        var (old, tried) = ((timeline.Current.Rulebook, before), (request.Rules, after));
        return new(users, inputs, SimulationSummary.Systems(old, tried), Achievements(old, tried, flows), SimulationSummary.Streaks(old, tried), SimulationSummary.Boards(old, tried));
    }

    // The recorded versions up to an instant and the other rules from there on; or only those.
    private Timeline Other(SimulationRequest request)
    {
        if (request.From is not { } from)
        {
            return Timeline.Of(request.Rules);
        }

        var plans = new List<Plan> { timeline.InForceAt(Instant.MinValue) };
        while (timeline.After(plans[^1].Version) is { } next && next.EffectiveAt < from)
        {
            plans.Add(next);
        }

        return new Timeline([.. plans, new Plan(request.Rules, plans[^1].Version + 1, from)]);
    }

    private (UserFigures Before, UserFigures After, int InputCount) Derive(string user, Timeline other)
    {
        using var connection = database.Connect();
        var journal = JournalTable.Entries(connection, space.Id, user);
        var until = UserTable.Find(connection, space.Id, [user], timeline.Version) is [var (stored, _)] ? stored.State.At : Instant.MinValue;
        var was = Derivation.Of(timeline, journal, until, UserFigures.IsCounted);
        var free = journal.Select(entry => entry with { Version = int.MaxValue }).ToArray();
        var wouldBe = Derivation.Of(other, free, until, UserFigures.IsCounted);
        return (Figures(was, timeline), Figures(wouldBe, other), journal.Count);
    }

    private static UserFigures Figures(Derived derived, Timeline timeline) =>
        UserFigures.Of(derived, timeline.Version(derived.State?.Version ?? timeline.Current.Version).Rulebook);

    private static IReadOnlyList<AchievementComparison> Achievements(
        (Rulebook Rules, SideFigures Figures) before, (Rulebook Rules, SideFigures Figures) after, Dictionary<string, (long Gained, long Lost)> flows) =>
    [
        .. from key in SimulationSummary.Keys(before.Rules.Achievements.Select(one => one.Key), after.Rules.Achievements.Select(one => one.Key))
           let flow = flows.GetValueOrDefault(key)
           select new AchievementComparison(
               key, before.Figures.Achievements.GetValueOrDefault(key), after.Figures.Achievements.GetValueOrDefault(key), flow.Gained, flow.Lost, after.Figures.Backdated.GetValueOrDefault(key)),
    ];

    private static void Count(Dictionary<string, (long Gained, long Lost)> flows, UserFigures before, UserFigures after)
    {
        foreach (var key in after.Achievements.Keys.Where(key => !before.Achievements.ContainsKey(key)))
        {
            flows[key] = flows.GetValueOrDefault(key) is var flow ? (flow.Gained + 1, flow.Lost) : default;
        }

        foreach (var key in before.Achievements.Keys.Where(key => !after.Achievements.ContainsKey(key)))
        {
            flows[key] = flows.GetValueOrDefault(key) is var flow ? (flow.Gained, flow.Lost + 1) : default;
        }
    }

    private static bool IsAscending(Rulebook rules, string board) => rules.Leaderboards.FirstOrDefault(candidate => candidate.Key == board)?.Order == RankOrder.Ascending;

    private static bool IsChosen(string user, int percent) => percent >= 100 || Core.Facts.FactId.Seed(user) % 100 < (ulong)percent;

    private List<string> Page(string after)
    {
        using var connection = database.Connect();
        return connection.Select(
            "select user_id from users where space_id = @space and user_id > @after order by user_id limit @limit",
            row => row.GetString(0), ("space", space.Id), ("after", after), ("limit", PageSize));
    }
}
