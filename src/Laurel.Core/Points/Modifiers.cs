namespace Laurel.Core.Points;

/// <summary>What multipliers that apply together make: their mean, product, sum, or the greatest. Without any: 1.</summary>
public enum ModifierCombination { Average, Product, Sum, Maximum }

/// <summary>How two attributes are compared.</summary>
public enum Comparison { Below, AtMost, Above, AtLeast }

/// <summary>Multiplies the points of one event. What does not apply has no part in the combination.</summary>
public abstract record Modifier
{
    private Modifier() { }

    /// <summary>Applies when the event has an attribute with this value.</summary>
    public sealed record Equal(string Attribute, string Value, decimal Multiplier) : Modifier;

    /// <summary>
    /// Applies when one attribute compares like this to <paramref name="Times"/> times another; never when one of them is absent or no number.
    /// </summary>
    public sealed record Compared(string Attribute, Comparison Comparison, string Other, decimal Times, decimal Multiplier) : Modifier;

    /// <summary>Always applies: 1 + <paramref name="PerPeriod"/> times the length of a streak after this event, at most <paramref name="Max"/>.</summary>
    public sealed record Streak(string Key, decimal PerPeriod, decimal Max) : Modifier;
}

/// <summary>The modifiers of a metric trigger, applied to what it gives before boosts; the result is made whole once, after both.</summary>
public sealed record Modifiers(ModifierCombination Combination, ValueList<Modifier> Items);
