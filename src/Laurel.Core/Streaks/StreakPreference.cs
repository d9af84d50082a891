using Laurel.Core.Inputs;
using Laurel.Core.Users;

namespace Laurel.Core.Streaks;

/// <summary>What a user chose for one streak. What is null is as the rulebook says.</summary>
public sealed record StreakPreference(string Streak)
{
    /// <summary>False: the user takes no part; the length is 0 and nothing is concluded.</summary>
    public bool IsEnabled { get; init; } = true;

    public StreakMode? Mode { get; init; }

    public ValueList<StreakRequirement>? Requirements { get; init; }
}

/// <summary>A change of a user's choices for one streak: only what is set changes; null goes back to the rulebook.</summary>
public sealed record StreakPatch(string Streak)
{
    public Change<bool> IsEnabled { get; init; }

    public Change<StreakMode?> Mode { get; init; }

    public Change<ValueList<StreakRequirement>?> Requirements { get; init; }

    internal StreakPreference Applied(StreakPreference before) => before with
    {
        IsEnabled = IsEnabled.Or(before.IsEnabled),
        Mode = Mode.Or(before.Mode),
        Requirements = Requirements.Or(before.Requirements),
    };
}

/// <summary>What a period needs of one user.</summary>
internal readonly record struct Demand(StreakMode Mode, ValueList<StreakRequirement> Requirements)
{
    public static Demand Of(UserProfile profile, StreakDefinition streak) =>
        streak.IsPersonal && profile.PreferenceOf(streak.Key) is { } own
            ? new(own.Mode ?? streak.Mode, own.Requirements ?? streak.Requirements)
            : new(streak.Mode, streak.Requirements);

    /// <summary>Position of the requirement on a metric; -1: there is none.</summary>
    public int IndexOf(string metric)
    {
        for (var i = 0; i < Requirements.Count; i++)
        {
            if (Requirements[i].Metric == metric)
            {
                return i;
            }
        }

        return -1;
    }
}
