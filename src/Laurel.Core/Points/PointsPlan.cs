using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>A points system with its position, its active triggers by kind, and its levels.</summary>
internal sealed class PointsPlan
{
    private readonly long[] thresholds;
    private readonly bool freezes;

    public PointsPlan(int index, PointsDefinition definition, Plan plan)
    {
        Index = index;
        Definition = definition;
        Triggers = [.. definition.Triggers.Where(trigger => trigger.IsActive).Select(trigger => new TriggerPlan(this, trigger, plan))];
        Timers = [.. Triggers.Where(trigger => trigger.Definition.When is TriggerCondition.Time)];
        Signups = [.. Triggers.Where(trigger => trigger.Definition.When is TriggerCondition.Signup)];
        MoveSeed = Plan.Seed("points-moved", definition.Key);
        ExpirySeed = Plan.Seed("points-expired", definition.Key);
        Periods = [.. PeriodsOf(definition.Limits).Distinct()];
        LevelSeed = Plan.Seed("level", definition.Key);
        thresholds = [.. definition.Levels.Take(definition.OpenLevels).Select(level => level.Points)];
        freezes = definition.LevelPolicy is { AtCap: AtLevelCap.Freeze, Cap: not null };
        KeepsLevelPoints = definition.LevelPolicy.Follow != LevelFollow.Balance || LevelListeners(plan.Rulebook, definition.Key).Any();
    }

    public int Index { get; }

    public PointsDefinition Definition { get; }

    public TriggerPlan[] Triggers { get; }

    public TriggerPlan[] Timers { get; }

    public TriggerPlan[] Signups { get; }

    /// <summary>The calendar periods that the limits of the system look at.</summary>
    public LimitPeriod[] Periods { get; }

    public ulong LevelSeed { get; }

    /// <summary>Of awards that no trigger gives.</summary>
    public ulong MoveSeed { get; }

    /// <summary>Of points that lapse.</summary>
    public ulong ExpirySeed { get; }

    public long Cap => Definition.MaxPoints ?? Limits.PointsMax;

    /// <summary>Whether a state keeps the points that levels follow, or that tell which levels are reached for the first time.</summary>
    public bool KeepsLevelPoints { get; }

    /// <summary>Position of the highest level whose threshold the points reach, up to the cap; -1: none.</summary>
    public int LevelAt(long points)
    {
        var found = Array.BinarySearch(thresholds, points);
        return found >= 0 ? found : ~found - 1;
    }

    internal static IEnumerable<LimitPeriod> PeriodsOf(ValueList<PointsLimit> limits) =>
        limits.Select(limit => limit.Span).OfType<LimitSpan.Per>().Select(span => span.Period);

    /// <summary>The active triggers of a rulebook that listen to the levels of a system.</summary>
    private static IEnumerable<TriggerDefinition> LevelListeners(Rulebook rulebook, string system) =>
        rulebook.Points.SelectMany(other => other.Triggers).Where(trigger => trigger.IsActive && trigger.When is TriggerCondition.Level(var key, _) && key == system);

    /// <summary>Position of the level of a user; -1: none.</summary>
    public int LevelOf(PointsState state) => LevelAt(Definition.LevelPointsOf(state));

    /// <summary>Whether the user has reached the cap at which nothing is earned any more.</summary>
    public bool IsFrozen(PointsState state) => freezes && LevelOf(state) == thresholds.Length - 1;
}

/// <summary>A trigger with its system, its counter (-1: it has none) and the seed of its awards.</summary>
internal sealed class TriggerPlan(PointsPlan system, TriggerDefinition definition, Plan plan)
{
    public PointsPlan System { get; } = system;

    public TriggerDefinition Definition { get; } = definition;

    public int Counter { get; } = definition.When is TriggerCondition.Metric(var metric, _, var filter) ? plan.IndexOfCounter(metric, filter) : -1;

    /// <summary>How many units make it fire once.</summary>
    public long Every { get; } = definition.When switch
    {
        TriggerCondition.Metric metric => metric.Every,
        TriggerCondition.Streak streak => streak.Every,
        _ => 1,
    };

    /// <summary>The calendar periods that the trigger's own limits look at.</summary>
    public LimitPeriod[] Periods { get; } =
        [.. PointsPlan.PeriodsOf(definition.Limits).Concat(definition.Diminishing.Count > 0 ? [LimitPeriod.Day] : []).Distinct()];

    /// <summary>How many firings its rolling limits look back at.</summary>
    public int RecentMax { get; } = (int)definition.Limits.Where(limit => limit.Span is LimitSpan.Within).Select(limit => limit.Max).DefaultIfEmpty().Max();

    /// <summary>By modifier: the position of its streak; -1: it has none.</summary>
    public int[] ModifierStreaks { get; } = definition.Modifiers is null ? [] :
        [.. definition.Modifiers.Items.Select(modifier => modifier is Modifier.Streak(var key, _, _) ? Array.FindIndex(plan.Streaks, streak => streak.Definition.Key == key) : -1)];

    /// <summary>Positions of the achievements whose completed share it listens to.</summary>
    public int[] Achievements { get; } = definition.When is not TriggerCondition.Completed(_, var of) ? [] :
    [
        .. plan.Achievements
            .Where(achievement => of.Count > 0 ? of.Contains(achievement.Definition.Key) : achievement.Definition.Status is AchievementStatus.Active or AchievementStatus.Locked)
            .Select(achievement => achievement.Index),
    ];

    public bool IsLimited { get; } = definition.IsLimited;

    public ulong Seed { get; } = Plan.Seed("trigger", system.Definition.Key, definition.Key);

    public ulong LimitSeed { get; } = Plan.Seed("award-limited", system.Definition.Key, definition.Key);
}

/// <summary>The rules that listen to a system's awards and levels.</summary>
internal sealed class PointsListeners(PointsPlan system, Plan plan)
{
    public PointsPlan System { get; } = system;

    public TriggerPlan[] LevelTriggers { get; } =
        [.. plan.Points.SelectMany(other => other.Triggers).Where(trigger => trigger.Definition.When is TriggerCondition.Level(var key, _) && key == system.Definition.Key)];

    /// <summary>Boards on which only users of some level stand.</summary>
    public LeaderboardPlan[] Entries { get; } = [.. plan.Leaderboards.Where(board => board.Definition.Entry?.Level?.Points == system.Definition.Key)];

    public ScoreListener[] Leaderboards { get; } = ScoreListener.OfPoints(plan, system.Definition.Key);
}
