using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Facts;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using NodaTime;

namespace Laurel.Core.Rulebooks;

/// <summary>
/// A rulebook version made ready for evaluation: every definition has its position, and for everything that can happen the
/// rules that listen to it are listed, so that the cost of an input follows the few rules it concerns. Immutable.
/// </summary>
public sealed class Plan
{
    private readonly Dictionary<string, MetricPlan> metricsByKey;
    private readonly CounterListeners[] byCounter;
    private readonly Dictionary<string, StreakListeners> byStreak;
    private readonly Dictionary<string, AchievementListeners> byAchievement;
    private readonly Dictionary<string, PointsListeners> byPoints;
    private readonly ConditionListeners[] listeningToCounter;
    private readonly Dictionary<Subject, ConditionListeners> listening;
    private readonly HashSet<string> userAttributes;
    private readonly HashSet<string> eventAttributes;

    /// <param name="rulebook">Must be valid (<see cref="RulebookCheck"/>).</param>
    /// <param name="version">1, 2, 3 … within a space.</param>
    /// <param name="effectiveAt">From when it decides.</param>
    public Plan(Rulebook rulebook, int version, Instant effectiveAt)
    {
        rulebook = rulebook.WithNeutralDates();
        Rulebook = rulebook;
        Version = version;
        EffectiveAt = effectiveAt;
        userAttributes = [.. rulebook.UserAttributes.Select(attribute => attribute.Key)];
        eventAttributes = [.. rulebook.EventAttributes.Select(attribute => attribute.Key)];
        Counters = CountersOf(rulebook);
        Streaks = [.. rulebook.Streaks.Select((definition, index) => new StreakPlan(index, definition))];
        Conditions = new(this);
        Achievements = [.. rulebook.Achievements.Select((definition, index) => new AchievementPlan(index, definition, this))];
        Points = [.. rulebook.Points.Select((definition, index) => new PointsPlan(index, definition, this))];
        Prestiges = [.. Points.SelectMany(system => system.Definition.Prestige is { } prestige ? [new PrestigePlan(system, prestige, this)] : Array.Empty<PrestigePlan>())];
        Leaderboards = [.. rulebook.Leaderboards.Select((definition, index) => new LeaderboardPlan(index, definition, this))];
        (Gauges, Sequences) = (Conditions.Gauges, Conditions.Sequences);
        listening = ConditionListeners.Of(Sequences, Achievements);
        listeningToCounter = [.. Counters.Select(counter => listening.GetValueOrDefault(new(SubjectKind.Counter, counter.Index), ConditionListeners.None))];
        IdleBoards = [.. Leaderboards.Where(board => board.Entry?.ActiveWithin is not null)];
        var metrics = rulebook.Metrics.Select((definition, index) => new MetricPlan(index, definition, this)).ToArray();
        metricsByKey = metrics.ToDictionary(metric => metric.Definition.Key, StringComparer.Ordinal);
        Metrics = metrics;
        Moved = [.. metrics.Select(metric => metrics.Where(other => other == metric || other.Definition.SumOf.Contains(metric.Definition.Key)).ToArray())];
        byCounter = [.. metrics.SelectMany(metric => metric.Counters).OrderBy(listeners => listeners.Counter.Index)];
        byStreak = Streaks.ToDictionary(streak => streak.Definition.Key, streak => new StreakListeners(streak, this), StringComparer.Ordinal);
        byAchievement = Achievements.ToDictionary(achievement => achievement.Definition.Key, achievement => new AchievementListeners(achievement, this), StringComparer.Ordinal);
        byPoints = Points.ToDictionary(system => system.Definition.Key, system => new PointsListeners(system, this), StringComparer.Ordinal);
    }

    /// <summary>The definitions; streaks have the dates of their calendars.</summary>
    public Rulebook Rulebook { get; }

    public int Version { get; }

    public Instant EffectiveAt { get; }

    /// <summary>Totals of all metrics first, in rulebook order, then the filtered ones.</summary>
    public IReadOnlyList<Counter> Counters { get; }

    /// <summary>What conditions measure beside the counters.</summary>
    public IReadOnlyList<Gauge> Gauges { get; }

    /// <summary>Names of the sequences in conditions, as stored states use them, by position.</summary>
    public IEnumerable<string> SequenceKeys => Sequences.Select(sequence => sequence.Key);

    internal SequencePlan[] Sequences { get; }

    internal ConditionIndex Conditions { get; }

    internal StreakPlan[] Streaks { get; }

    internal AchievementPlan[] Achievements { get; }

    internal PointsPlan[] Points { get; }

    internal PrestigePlan[] Prestiges { get; }

    internal LeaderboardPlan[] Leaderboards { get; }

    /// <summary>Boards that a user leaves by not scoring.</summary>
    internal LeaderboardPlan[] IdleBoards { get; }

    internal MetricPlan[] Metrics { get; }

    /// <summary>By metric: the metrics that an event of it moves, itself and the combined ones it is part of.</summary>
    internal MetricPlan[][] Moved { get; }

    /// <summary>The conditions that a fact concerns.</summary>
    internal ConditionListeners Listening(Fact fact) => fact switch
    {
        MetricChanged changed => listeningToCounter[changed.Counter.Index],
        _ when listening.Count == 0 => ConditionListeners.None,
        _ => ConditionRules.SubjectOf(this, fact) is { } subject ? listening.GetValueOrDefault(subject, ConditionListeners.None) : ConditionListeners.None,
    };

    internal CounterListeners ListenersOf(Counter counter) => byCounter[counter.Index];

    internal (StreakPlan Streak, int Requirement)[] StreaksOf(Counter total) => Metrics[total.Index].Streaks;

    internal ScoreListener[] LeaderboardsOf(Counter total) => Metrics[total.Index].Leaderboards;

    internal StreakListeners ListenersOf(string streak) => byStreak[streak];

    internal AchievementListeners ListenersOf(AchievementCompleted completed) => byAchievement[completed.Achievement];

    internal LeaderboardPlan[] EntriesByAchievement(string achievement) => byAchievement[achievement].Entries;

    internal LeaderboardPlan[] EntriesByLevelOf(string points) => byPoints[points].Entries;

    internal PointsListeners ListenersOf(PointsAwarded awarded) => byPoints[awarded.System];

    internal PointsListeners ListenersOf(LevelChanged changed) => byPoints[changed.System];

    /// <summary>The board with this key; null when there is none.</summary>
    public LeaderboardDefinition? FindLeaderboard(string key) => Array.Find(Leaderboards, board => board.Definition.Key == key)?.Definition;

    internal MetricPlan? FindMetric(string key) => metricsByKey.GetValueOrDefault(key);

    internal bool DeclaresUserAttribute(string key) => userAttributes.Contains(key);

    internal bool DeclaresEventAttribute(string key) => eventAttributes.Contains(key);

    internal int IndexOfCounter(string metric, ValueList<AttributeValue> filter)
    {
        var key = Counter.KeyOf(metric, filter);
        return Counters.First(counter => counter.Key == key).Index;
    }

    internal static ulong Seed(string kind, params ReadOnlySpan<string> keys) => FactId.Seed($"{kind}/{string.Join('/', keys)}");

    private static Counter[] CountersOf(Rulebook rulebook)
    {
        var wanted = rulebook.Metrics.Select(metric => (metric.Key, Filter: ValueList<AttributeValue>.Empty))
            .Concat(rulebook.Achievements.Where(achievement => achievement.When is AchievementCondition.Metric)
                .Select(achievement => (((AchievementCondition.Metric)achievement.When).Key, Filter: achievement.EventFilter)))
            .Concat(rulebook.Achievements.Select(achievement => achievement.When).OfType<AchievementCondition.Meets>()
                .SelectMany(when => ConditionIndex.CountersOf(when.Condition)).Select(pair => (Key: pair.Metric, pair.Filter)))
            .Concat(rulebook.Points.SelectMany(system => system.Triggers).Select(trigger => trigger.When).OfType<TriggerCondition.Metric>()
                .Select(when => (when.Key, Filter: when.EventFilter)));
        return [.. wanted.DistinctBy(pair => Counter.KeyOf(pair.Key, pair.Filter)).Select((pair, index) => new Counter(index, pair.Key, pair.Filter))];
    }
}
