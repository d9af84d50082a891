using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Server.Http;
using NodaTime;
using NodaTime.Text;

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

    /// <summary>How far the user is at an instant.</summary>
    public ProgressResponse ProgressOf(UserState state, Instant now)
    {
        var progress = AchievementProgress.Of(catalog.Plan, state, index, now);
        return new(WireText.Of(progress.Current), WireText.Of(progress.Target), WireText.Of(progress.Percent));
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
            PartOf = definition.Labels.PartOf is { } whole ? IdOf(catalog, whole) : null,
            Share = definition.Labels.Share,
            Category = definition.Labels.Category,
            Season = definition.Labels.Season,
            RarityLabel = definition.Labels.Rarity,
            AchievementPoints = definition.Labels.Points,
            Secret = definition.Labels.IsSecret,
            AvailableFrom = DateOf(definition.FromOn),
            AvailableUntil = DateOf(definition.UntilOn),
            Images = definition.Labels.Images is var images && images == AchievementImages.None
                ? null
                : new(images.Locked, images.Unlocked, images.Animated, images.Banner),
            UserAttributes = AttributeResponse.Of(definition.UserFilter),
            EventAttribute = metric is null || definition.EventFilter.Count == 0 ? null : AttributeResponse.Of(definition.EventFilter)[0],
            EventAttributes = metric is null ? null : AttributeResponse.Of(definition.EventFilter),
        };
    }

    private static string? DateOf(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;

    private static string IdOf(Catalog catalog, string key) => catalog.IdOf("achievement", key);

    private static string TriggerOf(AchievementCondition when) => when switch
    {
        AchievementCondition.Metric => "metric",
        AchievementCondition.Streak => "streak",
        AchievementCondition.Api => "api",
        AchievementCondition.AllOf => "achievement",
        _ => "condition",
    };
}
