using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>A period was counted. <paramref name="PreviousLength"/> 0 means the streak started.</summary>
public sealed record StreakExtended(FactId Id, Cause Cause, Instant At, string Streak, Period Period, int Length, int PreviousLength) : Fact(Id, Cause, At);

/// <summary>A period closed unmet with nothing to cover it; <paramref name="Length"/> is what was lost.</summary>
public sealed record StreakLost(FactId Id, Cause Cause, Instant At, string Streak, Period Period, int Length) : Fact(Id, Cause, At);

/// <summary>A period closed unmet and a freeze covered it; <paramref name="Left"/> freezes remain.</summary>
public sealed record FreezeConsumed(FactId Id, Cause Cause, Instant At, string Streak, Period Period, int Length, int Left) : Fact(Id, Cause, At);

/// <summary>The user takes no part any more; <paramref name="Length"/> is what ended.</summary>
public sealed record StreakStopped(FactId Id, Cause Cause, Instant At, string Streak, int Length) : Fact(Id, Cause, At);

/// <summary>
/// A lost streak was taken up again: the length is now <paramref name="Length"/>, counted up to <paramref name="Period"/>. Nothing
/// is achieved or paid a second time for it. After a repair, the periods counted since the loss extend it at once.
/// </summary>
public sealed record StreakRestored(FactId Id, Cause Cause, Instant At, string Streak, Period Period, int Length, int PreviousLength) : Fact(Id, Cause, At);

/// <summary>A period closed unmet and a pause covered it.</summary>
public sealed record PeriodPaused(FactId Id, Cause Cause, Instant At, string Streak, Period Period, int Length) : Fact(Id, Cause, At);

/// <summary>A pause of all streaks was created: dates inclusive.</summary>
public sealed record PauseCreated(FactId Id, Cause Cause, Instant At, InputId Pause, LocalDate StartOn, LocalDate EndOn) : Fact(Id, Cause, At);

/// <summary>A pause was removed; what it covered before stays covered.</summary>
public sealed record PauseRemoved(FactId Id, Cause Cause, Instant At, InputId Pause, LocalDate StartOn, LocalDate EndOn) : Fact(Id, Cause, At);

/// <summary>Dates, inclusive, on which no streak of the user's can be lost, were granted by hand.</summary>
public sealed record AmnestyGranted(FactId Id, Cause Cause, Instant At, InputId Amnesty, LocalDate StartOn, LocalDate EndOn) : Fact(Id, Cause, At);

/// <summary>How freezes came in. Milestone: a length or an achievement brought them. Bought: for points.</summary>
public enum FreezeSource { Initial, Earned, Manual, Milestone, Bought }

/// <summary>Freezes came in: <paramref name="Count"/> of them, <paramref name="Held"/> afterwards.</summary>
public sealed record FreezeGranted(FactId Id, Cause Cause, Instant At, string Streak, FreezeSource Source, int Count, int Held) : Fact(Id, Cause, At);
