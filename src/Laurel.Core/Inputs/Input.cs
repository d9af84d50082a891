using NodaTime;

namespace Laurel.Core.Inputs;

/// <summary>
/// Something that happened to one user at an instant (kept to the millisecond). Inputs that change something are journaled;
/// everything Laurel shows follows from them.
/// </summary>
public abstract record Input(InputId Id, string User, Instant At)
{
    /// <summary>What the input says about the user; applied before the rest.</summary>
    public UserPatch Patch { get; init; } = UserPatch.Nothing;
}

/// <summary>An event of a metric. The value may be negative or fractional.</summary>
public sealed record MetricEvent(InputId Id, string User, Instant At, string Metric, decimal Value) : Input(Id, User, At)
{
    public AttributeSet Attributes { get; init; } = AttributeSet.Empty;

    /// <summary>The caller's idempotency key, if it sent one.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>Creates or updates the user. With <paramref name="MustExist"/> an unknown user is refused.</summary>
public sealed record Identify(InputId Id, string User, Instant At, bool MustExist = false) : Input(Id, User, At);

/// <summary>The application says that an achievement is completed.</summary>
public sealed record CompleteAchievement(InputId Id, string User, Instant At, string Achievement) : Input(Id, User, At);

/// <summary>Grants freezes of one streak by hand.</summary>
public sealed record GrantFreezes(InputId Id, string User, Instant At, string Streak, int Count) : Input(Id, User, At);

/// <summary>The user buys freezes of one streak for points.</summary>
/// <param name="Count">At least 1.</param>
public sealed record BuyFreezes(InputId Id, string User, Instant At, string Streak, int Count) : Input(Id, User, At);

/// <summary>The user, active again, takes a streak up that was lost lately, for points where the rulebook asks for them.</summary>
public sealed record RepairStreak(InputId Id, string User, Instant At, string Streak) : Input(Id, User, At);

/// <summary>Sets a streak back to the greatest length that was lost lately.</summary>
public sealed record RestoreStreak(InputId Id, string User, Instant At, string Streak) : Input(Id, User, At);

/// <summary>
/// Pauses all streaks from <paramref name="StartOn"/> to <paramref name="EndOn"/>, both inclusive, on the user's own calendar. The
/// pause is known by the id of this input.
/// </summary>
public sealed record PauseStreak(InputId Id, string User, Instant At, LocalDate StartOn, LocalDate EndOn) : Input(Id, User, At);

/// <summary>Takes a pause back: what it already covered stays covered, from now on it covers nothing.</summary>
public sealed record RemovePause(InputId Id, string User, Instant At, InputId Pause) : Input(Id, User, At);

/// <summary>Moves a balance by hand.</summary>
/// <param name="Amount">Not 0; negative takes points.</param>
public sealed record AdjustPoints(InputId Id, string User, Instant At, string System, long Amount) : Input(Id, User, At)
{
    /// <summary>For people, kept in the ledger; at most <see cref="Limits.NameLengthMax"/> characters, which the edge sees to.</summary>
    public required string Reason { get; init; }

    /// <summary>Who did it, as long as a reason.</summary>
    public required string Author { get; init; }
}

/// <summary>
/// The first half of a transfer: takes the points from this user. Only when it was accepted, the other user gets them by
/// <see cref="ReceivePoints"/> with the same <see cref="Transfer"/>.
/// </summary>
/// <param name="Amount">At least 1.</param>
public sealed record SendPoints(InputId Id, string User, Instant At, string System, long Amount) : Input(Id, User, At)
{
    /// <summary>Id of the user who gets them.</summary>
    public required string To { get; init; }

    /// <summary>What both halves are known by.</summary>
    public required Guid Transfer { get; init; }
}

/// <summary>The second half of a transfer, or its return to the sender when the other user could not take it.</summary>
/// <param name="Amount">At least 1.</param>
public sealed record ReceivePoints(InputId Id, string User, Instant At, string System, long Amount) : Input(Id, User, At)
{
    /// <summary>Id of the user they come from.</summary>
    public required string From { get; init; }

    /// <summary>What both halves are known by.</summary>
    public required Guid Transfer { get; init; }
}

/// <summary>Nothing but the wish that the user be derived again and what is stored be mended. Not journaled.</summary>
public sealed record Rederive(string User, Instant At) : Input(default, User, At);

/// <summary>The user begins again in a points system, as its <see cref="Points.PrestigeDefinition"/> says.</summary>
public sealed record Prestige(InputId Id, string User, Instant At, string System) : Input(Id, User, At);

/// <summary>Nothing but the passing of time. Not journaled; may be missing, late, doubled or merged.</summary>
public sealed record Tick(string User, Instant At) : Input(default, User, At);
