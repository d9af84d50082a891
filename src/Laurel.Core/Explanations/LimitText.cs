using Laurel.Core.Points;
using NodaTime;

namespace Laurel.Core.Explanations;

/// <summary>The limits that can have reduced an award, in words.</summary>
internal static class LimitText
{
    public static string Of(LimitReason reason, TriggerDefinition trigger, PointsDefinition system) => reason switch
    {
        LimitReason.Repeated => $"each {trigger.OncePer} pays once, and this one has or there is none",
        LimitReason.Full => $"no more values of {trigger.OncePer} are remembered",
        LimitReason.Cooled => $"it pays again {(trigger.CoolDown is { } pause ? Of(pause) : "later")} after it paid",
        LimitReason.Limited => Of(trigger.Limits, LimitUnit.Awards),
        LimitReason.Diminished => $"each counts less after {trigger.Diminishing[0].After} on a day",
        _ => Of([.. trigger.Limits, .. system.Limits], LimitUnit.Points),
    };

    private static string Of(IEnumerable<PointsLimit> limits, LimitUnit unit)
    {
        var texts = limits.Where(limit => limit.Unit == unit).Select(limit => $"{limit.Max} {unit.ToString().ToLowerInvariant()} {Of(limit.Span)}").ToArray();
        return texts.Length == 0 ? "the range of the balance" : $"at most {string.Join(" and ", texts)}";
    }

    private static string Of(LimitSpan span) => span switch
    {
        LimitSpan.Per(LimitPeriod.Ever) => "ever",
        LimitSpan.Per(var period) => $"per {period.ToString().ToLowerInvariant()}",
        LimitSpan.Within(var length) => $"within {Of(length)}",
        _ => throw new ArgumentOutOfRangeException(nameof(span), span, "Unknown span."),
    };

    private static string Of(Duration length)
    {
        var hours = (length.Days * 24) + length.Hours;
        return length.Minutes != 0 || length.Seconds != 0 ? $"{(hours * 60) + length.Minutes} minutes" : length.Hours != 0 ? $"{hours} hours" : $"{length.Days} days";
    }
}
