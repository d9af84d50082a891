using Laurel.Core.Points;

namespace Laurel.Core.Streaks;

/// <summary>Users can take a lost streak up again by themselves once they are active again.</summary>
/// <param name="WithinDays">
/// On how many local dates, 1 to <see cref="Limits.RepairDaysMax"/>: the first is the one that began when the streak was lost.
/// </param>
/// <param name="Price">Null: nothing.</param>
public sealed record RepairSettings(int WithinDays, PointsPrice? Price);
