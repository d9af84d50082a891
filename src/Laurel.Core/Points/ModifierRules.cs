using System.Globalization;
using Laurel.Core.Evaluation;

namespace Laurel.Core.Points;

/// <summary>A multiplier as an exact fraction: an average of three has no exact decimal.</summary>
internal readonly record struct Factor(decimal Times, int Over)
{
    public static readonly Factor One = new(1, 1);

    /// <summary>For people, rounded to 9 decimals.</summary>
    public decimal Shown => Math.Round(Times / Over, 9);
}

/// <summary>Works out what the modifiers of a trigger make of an event.</summary>
internal static class ModifierRules
{
    // With boosts and the largest amount, 28 digits hold the product.
    private const decimal Max = 1_000_000m;

    public static Factor Of(Draft draft, TriggerPlan trigger)
    {
        if (trigger.Definition.Modifiers is not { } modifiers)
        {
            return Factor.One;
        }

        var (count, sum, product, greatest) = (0, 0m, 1m, 0m);
        for (var i = 0; i < modifiers.Items.Count; i++)
        {
            if (Multiplier(draft, modifiers.Items[i], trigger.ModifierStreaks[i]) is { } multiplier)
            {
                count++;
                sum += multiplier;
                product = Math.Min(Math.Round(product * multiplier, Limits.ValueScaleMax), Max);
                greatest = Math.Max(greatest, multiplier);
            }
        }

        return count == 0 ? Factor.One : modifiers.Combination switch
        {
            ModifierCombination.Average => new(sum, count),
            ModifierCombination.Product => new(product, 1),
            ModifierCombination.Sum => new(sum, 1),
            _ => new(greatest, 1),
        };
    }

    // Null: it does not apply.
    private static decimal? Multiplier(Draft draft, Modifier modifier, int streak) => modifier switch
    {
        Modifier.Equal(var attribute, var value, var multiplier) => draft.EventAttributes.Find(attribute) == value ? multiplier : null,
        Modifier.Compared compared => Holds(draft.EventAttributes, compared) ? compared.Multiplier : null,
        Modifier.Streak(_, var perPeriod, var max) => Math.Min(1 + (perPeriod * draft.Streaks[streak].Length), max),
        _ => throw new InvalidOperationException($"No rule for {modifier}."),
    };

    private static bool Holds(AttributeSet attributes, Modifier.Compared compared)
    {
        if (Number(attributes, compared.Attribute) is not { } value || Number(attributes, compared.Other) is not { } other)
        {
            return false;
        }

        var limit = other * compared.Times;
        return compared.Comparison switch
        {
            Comparison.Below => value < limit,
            Comparison.AtMost => value <= limit,
            Comparison.Above => value > limit,
            _ => value >= limit,
        };
    }

    // As large and as fine as a value of an event.
    private static decimal? Number(AttributeSet attributes, string key) =>
        decimal.TryParse(attributes.Find(key), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Limits.ValueMax && number.Scale <= Limits.ValueScaleMax
            ? number
            : null;
}
