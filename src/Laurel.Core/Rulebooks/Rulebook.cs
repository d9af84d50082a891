using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Core.Rulebooks;

/// <summary>
/// All definitions of one space: an immutable document. Two rulebooks with the same definitions in the same order are equal.
/// Whether it can be used is the matter of <see cref="RulebookCheck"/>.
/// </summary>
public sealed record Rulebook
{
    public static readonly Rulebook Empty = new();

    public ValueList<AttributeDefinition> UserAttributes { get; init; } = [];

    public ValueList<AttributeDefinition> EventAttributes { get; init; } = [];

    public ValueList<MetricDefinition> Metrics { get; init; } = [];

    public ValueList<CalendarDefinition> Calendars { get; init; } = [];

    public ValueList<StreakDefinition> Streaks { get; init; } = [];

    /// <summary>Position of the streak that <c>/v1</c> shows: the default one, else the first; -1 without streaks.</summary>
    public int DefaultStreak
    {
        get
        {
            for (var i = 0; i < Streaks.Count; i++)
            {
                if (Streaks[i].IsDefault)
                {
                    return i;
                }
            }

            return Streaks.Count == 0 ? -1 : 0;
        }
    }

    /// <summary>The rulebook with every streak's neutral dates filled in from its calendar.</summary>
    internal Rulebook WithNeutralDates() => Calendars.Count == 0
        ? this
        : this with { Streaks = [.. Streaks.Select(streak => streak with { NeutralOn = DatesOf(streak.Neutral) })] };

    public ValueList<AchievementDefinition> Achievements { get; init; } = [];

    public ValueList<PointsDefinition> Points { get; init; } = [];

    public ValueList<LeaderboardDefinition> Leaderboards { get; init; } = [];

    /// <summary>Share of new users who are put into the control group of experiments, 0 to 100 percent. Default 0.</summary>
    public int ControlPercent { get; init; }

    private ValueList<LocalDate> DatesOf(string? calendar) =>
        [.. Calendars.Where(definition => definition.Key == calendar).SelectMany(definition => definition.Dates).Order()];
}
