using Laurel.Core.Inputs;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>
/// Local dates, both inclusive, on which no streak of the user can be lost. Not a consumable: freezes stay. Known by the id of
/// the input that created it.
/// </summary>
public sealed record Pause(InputId Id, LocalDate StartOn, LocalDate EndOn)
{
    /// <summary>Granted to make up for something; the user did not ask for it and cannot remove it.</summary>
    public bool IsAmnesty { get; init; }

    /// <summary>Whether any date of the period lies in the pause.</summary>
    public bool Overlaps(Period period) => StartOn <= period.EndOn && period.StartOn <= EndOn;
}
