using NodaTime;

namespace Laurel.Core.Rulebooks;

/// <summary>
/// The versions of a space's rulebook in the order in which they take effect; the version in force at an instant decides
/// what happens then. The first is in force since ever. Immutable.
/// </summary>
public sealed class Timeline
{
    private readonly Plan[] plans;

    /// <param name="plans">At least one; versions and instants ascending.</param>
    public Timeline(IEnumerable<Plan> plans)
    {
        this.plans = [.. plans];
        if (this.plans.Length == 0)
        {
            throw new ArgumentException("A timeline needs a rulebook version.", nameof(plans));
        }

        for (var i = 1; i < this.plans.Length; i++)
        {
            if (this.plans[i].Version <= this.plans[i - 1].Version || this.plans[i].EffectiveAt < this.plans[i - 1].EffectiveAt)
            {
                throw new ArgumentException("Rulebook versions and their instants must ascend.", nameof(plans));
            }
        }
    }

    /// <summary>A timeline in which one rulebook has always been in force.</summary>
    public static Timeline Of(Rulebook rulebook) => new([new Plan(rulebook, 1, Instant.MinValue)]);

    /// <summary>The latest version.</summary>
    public Plan Current => plans[^1];

    /// <summary>This timeline with versions that follow its own; what is known stays as it was compiled.</summary>
    public Timeline Then(IEnumerable<Plan> later) => new([.. plans, .. later]);

    /// <summary>The version in force at an instant.</summary>
    public Plan InForceAt(Instant at)
    {
        for (var i = plans.Length - 1; i > 0; i--)
        {
            if (plans[i].EffectiveAt <= at)
            {
                return plans[i];
            }
        }

        return plans[0];
    }

    /// <summary>The plan of a version; throws when there is no such version.</summary>
    public Plan Version(int version) => Current.Version == version
        ? Current
        : FirstAbove(version - 1) is { } plan && plan.Version == version ? plan : throw new InvalidOperationException($"There is no rulebook version {version}.");

    /// <summary>The version after <paramref name="version"/>; null when it is the latest.</summary>
    public Plan? After(int version) => Current.Version <= version ? null : FirstAbove(version);

    private Plan? FirstAbove(int version)
    {
        var (low, high) = (0, plans.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = plans[middle].Version > version ? (low, middle) : (middle + 1, high);
        }

        return low < plans.Length ? plans[low] : null;
    }
}
