using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Metrics;
using Laurel.Server.Http;

namespace Laurel.Server.Achievements;

/// <summary>An achievement as the wire shows it.</summary>
internal sealed class AchievementEntry
{
    private readonly Catalog catalog;
    private readonly int index;

    public AchievementEntry(Catalog catalog, AchievementDefinition definition, int index)
    {
        this.catalog = catalog;
        this.index = index;
        Definition = definition;
        Open = FieldsOf(catalog, definition);
    }

    public AchievementDefinition Definition { get; }

    /// <summary>The body for a user who has not completed it.</summary>
    public UserAchievementResponse Open { get; }

    /// <summary>Key of the metric that completes it; null for other conditions.</summary>
    public string? Metric => (Definition.When as AchievementCondition.Metric)?.Key;

    /// <summary>The user's completion; null: none.</summary>
    public AchievementState? CompletionOf(UserState state) => state.Achievements[index];

    public UserAchievementResponse Of(UserState state) =>
        CompletionOf(state) is { } completion ? Open with { AchievedAt = WireText.Of(completion.CompletedAt) } : Open;

    /// <summary>How far the user is.</summary>
    public ProgressResponse ProgressOf(UserState state)
    {
        var (current, target) = Count(state);
        var percent = CompletionOf(state) is not null ? 100 : Math.Clamp(decimal.Floor(current / target * 10_000) / 100, 0, 100);
        return new(WireText.Of(current), WireText.Of(target), WireText.Of(percent));
    }

    private (decimal Current, decimal Target) Count(UserState state) => Definition.When switch
    {
        AchievementCondition.Metric(var key, var reaches) => (CounterOf(state, key), Math.Max(reaches, 0.000_000_001m)),
        AchievementCondition.Streak(var key, var reaches) => (LengthOf(state, key), reaches),
        AchievementCondition.AllOf(var keys) => (keys.Count(key => catalog.FindAchievement(key)?.CompletionOf(state) is not null), keys.Count),
        _ => (CompletionOf(state) is null ? 0 : 1, 1),
    };

    private decimal CounterOf(UserState state, string metric)
    {
        var key = Counter.KeyOf(metric, Definition.EventFilter);
        return catalog.Plan.Counters.FirstOrDefault(counter => counter.Key == key) is { } counter ? state.Counters[counter.Index] : 0;
    }

    private decimal LengthOf(UserState state, string streak)
    {
        var position = catalog.Rulebook.Streaks.Index().FirstOrDefault(item => item.Item.Key == streak).Index;
        return state.Streaks[position].Length;
    }

    private static UserAchievementResponse FieldsOf(Catalog catalog, AchievementDefinition definition)
    {
        var metric = definition.When as AchievementCondition.Metric;
        return new()
        {
            Id = IdOf(catalog, definition.Key),
            Name = definition.Name,
            Trigger = TriggerOf(definition.When),
            Description = definition.Description,
            BadgeUrl = definition.BadgeUrl,
            Key = definition.When is AchievementCondition.Api ? definition.Key : null,
            StreakLength = (definition.When as AchievementCondition.Streak)?.Reaches,
            AchievementIds = definition.When is AchievementCondition.AllOf(var keys) ? [.. keys.Select(key => IdOf(catalog, key))] : null,
            MetricId = metric is null ? null : catalog.FindMetric(metric.Key)?.Id,
            MetricName = metric is null ? null : catalog.FindMetric(metric.Key)?.Definition.Name,
            MetricValue = metric is null ? null : WireText.Of(metric.Reaches),
            UserAttributes = AttributeResponse.Of(definition.UserFilter),
            EventAttribute = metric is null || definition.EventFilter.Count == 0 ? null : AttributeResponse.Of(definition.EventFilter)[0],
            EventAttributes = metric is null ? null : AttributeResponse.Of(definition.EventFilter),
        };
    }

    private static string IdOf(Catalog catalog, string key) => catalog.IdOf("achievement", key);

    private static string TriggerOf(AchievementCondition when) => when switch
    {
        AchievementCondition.Metric => "metric",
        AchievementCondition.Streak => "streak",
        AchievementCondition.Api => "api",
        _ => "achievement",
    };
}
