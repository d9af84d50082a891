using NodaTime;

namespace Laurel.Core.Conditions;

/// <summary>Conditions as short texts, to be compared and shown. Different conditions have different texts.</summary>
public static class ConditionText
{
    public static string Of(Condition condition) => condition switch
    {
        Condition.All all => $"all of ({Join(all.Parts)})",
        Condition.Any any => $"any of ({Join(any.Parts)})",
        Condition.AtLeast some => $"at least {some.Count} of ({Join(some.Parts)})",
        Condition.Not not => $"not ({Of(not.Part)})",
        Condition.Sequence sequence => $"in order ({Join(sequence.Parts)})",
        Condition.Metric metric => $"{Of(metric.Measure)} {Of(metric.Goal)}",
        Condition.Streak streak => $"{(streak.Measure == StreakMeasure.Longest ? "longest " : "")}streak {streak.Key} {Of(streak.Goal)}",
        Condition.Balance balance => $"points {balance.System} {Of(balance.Goal)}",
        Condition.Level level => $"level {level.Key} of {level.System}",
        Condition.Achievement achievement => $"achievement {achievement.Key}",
        Condition.User user => $"user {Of(user.Attributes)}",
        _ => throw new InvalidOperationException($"No text for {condition}."),
    };

    public static string Of(MetricMeasure measure)
    {
        var what = measure.Aggregation == MetricAggregation.Total ? "metric" : measure.Aggregation.ToString().ToLowerInvariant() + (measure.Attribute is { } key ? $" {key} of" : " of");
        var filter = measure.EventFilter.Count == 0 ? "" : $" where {Of(measure.EventFilter)}";
        var least = measure.MinValue is { } value ? $" from value {DecimalText.Of(value)}" : "";
        return $"{what} {measure.Metric}{filter}{least}{Of(measure.Window)}";
    }

    private static string Of(Window? window) => window switch
    {
        null => "",
        Window.Sliding sliding => $" within {Length(sliding.Length)}",
        Window.Running running => $" per {running.Period.ToString().ToLowerInvariant()}",
        _ => throw new InvalidOperationException($"No text for {window}."),
    };

    /// <summary>A length in the largest unit that makes it a whole number: 120 minutes are "2 hours".</summary>
    public static string Length(Duration length)
    {
        var minutes = (long)length.TotalMinutes;
        var (count, unit) = minutes % 1_440 == 0 ? (minutes / 1_440, "day") : minutes % 60 == 0 ? (minutes / 60, "hour") : (minutes, "minute");
        return count == 1 ? $"1 {unit}" : $"{count} {unit}s";
    }

    private static string Of(Goal goal) => $"{goal.Comparison switch
    {
        Comparison.Reaches => "reaches",
        Comparison.Above => "above",
        Comparison.Below => "below",
        Comparison.AtMost => "at most",
        _ => "is",
    }} {DecimalText.Of(goal.Target)}";

    private static string Of(ValueList<AttributeValue> filter) =>
        string.Join(", ", filter.Select(part => $"{part.Key}='{part.Value.Replace("'", "''", StringComparison.Ordinal)}'"));

    private static string Join(ValueList<Condition> parts) => string.Join(", ", parts.Select(Of));
}
