using Laurel.Core.Evaluation;

namespace Laurel.Core.Points;

/// <summary>The boosts that apply to an award, taken together.</summary>
internal readonly record struct Boost(decimal Multiplier, Rounding Rounding, ValueList<string> Keys)
{
    public static readonly Boost None = new(1, Rounding.Down, []);

    public long Apply(long amount) => Multiplier == 1 ? amount : Apply((decimal)amount);

    /// <summary>The modified and boosted amount as a whole number: multiplied first, divided last, made whole once.</summary>
    public long Apply(decimal amount, Factor factor) =>
        factor == Factor.One ? Apply(amount) : Whole(amount * factor.Times * Multiplier / factor.Over);

    /// <summary>The boosted amount as a whole number, within <see cref="Limits.PointsMax"/>.</summary>
    public long Apply(decimal amount) => Whole(amount * Multiplier);

    private long Whole(decimal exact)
    {
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
                boost = boost.Keys.Count == 0 ? Of(candidate) : Stacked(boost, candidate, system.Stacking);
            }
        }

        return boost;
    }

    private static Boost Of(BoostDefinition boost) => new(boost.Multiplier, boost.Rounding, [boost.Key]);

    private static Boost Stacked(Boost boost, BoostDefinition next, BoostStacking stacking) => stacking switch
    {
        BoostStacking.Highest => next.Multiplier > boost.Multiplier ? Of(next) : boost,
        BoostStacking.Add => new(Math.Min(boost.Multiplier + next.Multiplier, ProductMax), next.Rounding, boost.Keys.Append(next.Key)),
        _ => new(Math.Min(Math.Round(boost.Multiplier * next.Multiplier, 9), ProductMax), next.Rounding, boost.Keys.Append(next.Key)),
    };

    private static bool Applies(Draft draft, BoostDefinition boost) =>
        boost.StartOn <= draft.Today
        && (boost.EndOn is not { } end || draft.Today <= end)
        && (boost.User is null || boost.User == draft.Profile.Id)
        && draft.Profile.Attributes.Matches(boost.UserFilter);
}
