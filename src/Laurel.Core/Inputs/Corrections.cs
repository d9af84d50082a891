using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Inputs;

/// <summary>
/// Takes an event back: from now on it never counted. What it said about the user itself stays. The user is derived again.
/// </summary>
/// <param name="Event">Id of the event.</param>
public sealed record RetractEvent(InputId Id, string User, Instant At, InputId Event) : Input(Id, User, At)
{
    /// <summary>For people; at most <see cref="Limits.NameLengthMax"/> characters, which the edge sees to.</summary>
    public required string Reason { get; init; }

    /// <summary>Who did it, as long as a reason.</summary>
    public required string Author { get; init; }
}

/// <summary>Completes any achievement by hand, whoever it is for; one that was revoked by hand can be completed again.</summary>
public sealed record GrantAchievement(InputId Id, string User, Instant At, string Achievement) : Input(Id, User, At)
{
    /// <summary>For people; at most <see cref="Limits.NameLengthMax"/> characters, which the edge sees to.</summary>
    public required string Reason { get; init; }

    /// <summary>Who did it, as long as a reason.</summary>
    public required string Author { get; init; }
}

/// <summary>
/// Takes an achievement away by hand: it was never completed, and what followed from it never did. The user is derived again;
/// only <see cref="GrantAchievement"/> brings it back.
/// </summary>
public sealed record RevokeAchievement(InputId Id, string User, Instant At, string Achievement) : Input(Id, User, At)
{
    /// <summary>For people; at most <see cref="Limits.NameLengthMax"/> characters, which the edge sees to.</summary>
    public required string Reason { get; init; }

    /// <summary>Who did it, as long as a reason.</summary>
    public required string Author { get; init; }
}

/// <summary>
/// A completion that no longer follows from the journal and is kept, because its definition says so. Made when the user is derived
/// again, at the instant of the completion.
/// </summary>
/// <param name="Fact">Id of the completion that is kept, so that what followed from it keeps its ids.</param>
/// <param name="Count">Which completion of the user's it is.</param>
public sealed record KeepAchievement(InputId Id, string User, Instant At, string Achievement, FactId Fact, int Count) : Input(Id, User, At)
{
    /// <summary>As the completion was.</summary>
    public bool Backdated { get; init; }
}

/// <summary>
/// Dates, both inclusive, on which the user's streaks cannot be lost, because of something that was not the user's fault. It happens
/// before the first of them begins anywhere, so that the user is derived again.
/// </summary>
public sealed record GrantAmnesty(InputId Id, string User, Instant At, LocalDate StartOn, LocalDate EndOn) : Input(Id, User, At)
{
    /// <summary>For people; at most <see cref="Limits.NameLengthMax"/> characters, which the edge sees to.</summary>
    public required string Reason { get; init; }

    /// <summary>Who did it, as long as a reason.</summary>
    public required string Author { get; init; }
}
