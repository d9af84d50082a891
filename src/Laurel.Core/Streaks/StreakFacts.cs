using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>A period was counted. <paramref name="PreviousLength"/> 0 means the streak started.</summary>
public sealed record StreakExtended(FactId Id, Cause Cause, Instant At, string Streak, Period Period, int Length, int PreviousLength) : Fact(Id, Cause, At);

/// <summary>A period closed unmet with nothing to cover it; <paramref name="Length"/> is what was lost.</summary>
public sealed record StreakLost(FactId Id, Cause Cause, Instant At, string Streak, Period Period, int Length) : Fact(Id, Cause, At);

/// <summary>A period closed unmet and a freeze covered it; <paramref name="Left"/> freezes remain.</summary>
public sealed record FreezeConsumed(FactId Id, Cause Cause, Instant At, string Streak, Period Period, int Length, int Left) : Fact(Id, Cause, At);

/// <summary>How freezes came in.</summary>
public enum FreezeSource { Initial, Earned, Manual }

/// <summary>Freezes came in: <paramref name="Count"/> of them, <paramref name="Held"/> afterwards.</summary>
public sealed record FreezeGranted(FactId Id, Cause Cause, Instant At, string Streak, FreezeSource Source, int Count, int Held) : Fact(Id, Cause, At);
