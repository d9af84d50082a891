using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;

namespace Laurel.Core.Explanations;

/// <summary>Why rules that listened to an event concluded nothing from it: for each the first condition that failed, with its values.</summary>
public static class Misses
{
    /// <param name="plan">The version that decided.</param>
    /// <param name="after">The user right after the event, bound to that version.</param>
    /// <param name="input">The event.</param>
    /// <param name="facts">What followed from it.</param>
    public static IReadOnlyList<Miss> Of(Plan plan, UserState after, MetricEvent input, IReadOnlyList<Fact> facts)
    {
        if (plan.FindMetric(input.Metric) is not { } metric)
        {
            return [];
        }

        var draft = new Draft(plan, after);
        draft.Begin(input, input.At);
        var moved = plan.Moved[metric.Index].Select(one => one.Definition.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. TriggerMisses.Of(draft, moved, facts),
            .. AchievementMisses.Of(draft, moved, facts),
            .. Streaks(draft, moved, facts),
            .. Boards(draft, moved, facts),
        ];
    }

    /// <summary>The first attribute that is not as a filter wants it; null when all are.</summary>
    internal static string? Mismatch(AttributeSet attributes, ValueList<AttributeValue> filter)
    {
        foreach (var wanted in filter)
        {
            if (attributes.Find(wanted.Key) is var value && value != wanted.Value)
            {
                return $"{wanted.Key} is {(value is null ? "not set" : value)}, and not {wanted.Value}";
            }
        }

        return null;
    }

    private static IEnumerable<Miss> Streaks(Draft draft, HashSet<string> moved, IReadOnlyList<Fact> facts)
    {
        foreach (var streak in draft.Plan.Streaks)
        {
            var key = streak.Definition.Key;
            if (!streak.Definition.Requirements.Any(requirement => moved.Contains(requirement.Metric)) || facts.Any(fact => fact is StreakExtended extended && extended.Streak == key))
            {
                continue;
            }

            var today = draft.TodayOf(streak.Definition);
            yield return !draft.Profile.TakesPartIn(key) ? new("streak", key, "opted_out", "The user takes no part in it.")
                : draft.Streaks[streak.Index].LastPeriod is { } last && last.StartOn <= today && today <= last.EndOn
                    ? new("streak", key, "counted_already", $"The period that began on {last.StartOn:uuuu-MM-dd} is counted already.")
                    : new("streak", key, "not_reached", $"The period does not have enough yet: {string.Join(", ", streak.Definition.Requirements.Select(requirement => $"{DecimalText.Of(requirement.Threshold)} of {requirement.Metric}"))} is asked for.");
        }
    }

    private static IEnumerable<Miss> Boards(Draft draft, HashSet<string> moved, IReadOnlyList<Fact> facts)
    {
        foreach (var board in draft.Plan.Leaderboards)
        {
            var definition = board.Definition;
            var listens = definition.RankBy is RankBy.Metric(var metric) ? moved.Contains(metric) : definition.RankBy is RankBy.Weighted(var parts) && parts.Any(part => moved.Contains(part.Metric));
            if (!listens || facts.Any(fact => fact is ScoreChanged changed && changed.Leaderboard == definition.Key))
            {
                continue;
            }

            yield return !board.IsActive ? new("leaderboard", definition.Key, "inactive", "The leaderboard is not active.")
                : draft.Profile.LeaderboardsOptOut ? new("leaderboard", definition.Key, "opted_out", "The user wants to stand on no leaderboard.")
                : definition.EventBreakdown is { } attribute && draft.EventAttributes.Find(attribute) is null ? new("leaderboard", definition.Key, "no_group", $"The event has no {attribute}.")
                : definition.Breakdown.FirstOrDefault(key => draft.Profile.Attributes.Find(key) is null) is { } missing ? new("leaderboard", definition.Key, "no_group", $"The user has no {missing}.")
                : RunCalendar.RunContaining(definition, draft.Today) is null ? new("leaderboard", definition.Key, "not_open", $"No run is open on {draft.Today:uuuu-MM-dd}.")
                : new("leaderboard", definition.Key, "not_better", "The score stays as it was, or the board's filter keeps the user out.");
        }
    }
}
