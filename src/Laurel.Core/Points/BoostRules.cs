using Laurel.Core.Evaluation;

namespace Laurel.Core.Points;

/// <summary>The boosts that apply to an award, taken together.</summary>
internal readonly record struct Boost(decimal Multiplier, Rounding Rounding, ValueList<string> Keys)
{
    public static readonly Boost None = new(1, Rounding.Down, []);

    public long Apply(long amount) => Multiplier == 1 ? amount : Apply((decimal)amount);

    /// <summary>The boosted amount as a whole number, within <see cref="Limits.PointsMax"/>.</summary>
    public long Apply(decimal amount)
    {
        var exact = amount * Multiplier;
        var whole = Rounding switch
        {
            Rounding.Down => decimal.Truncate(exact),
            Rounding.Up => decimal.Ceiling(exact),
            _ => Math.Round(exact, MidpointRounding.AwayFromZero),
        };
        return (long)Math.Clamp(whole, -Limits.PointsMax, Limits.PointsMax);
    }
}

/// <summary>Finds the boosts that apply to a user on the user's local date.</summary>
internal static class BoostRules
{
    // 28 digits hold the product of any boosts of this size times any points amount.
    private const decimal ProductMax = 1_000_000m;

    public static Boost Applying(Draft draft, PointsDefinition system)
    {
        if (system.Boosts.Count == 0)
        {
            return Boost.None;
        }

        var boost = Boost.None;
        foreach (var candidate in system.Boosts.Items)
        {
            if (Applies(draft, candidate))
            {
                boost = new(Math.Min(Math.Round(boost.Multiplier * candidate.Multiplier, 9), ProductMax), candidate.Rounding, boost.Keys.Append(candidate.Key));
            }
        }

        return boost;
    }

    private static bool Applies(Draft draft, BoostDefinition boost) =>
        boost.StartOn <= draft.Today
        && (boost.EndOn is not { } end || draft.Today <= end)
        && (boost.User is null || boost.User == draft.Profile.Id)
        && draft.Profile.Attributes.Matches(boost.UserFilter);
}
