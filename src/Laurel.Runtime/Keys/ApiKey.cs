using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Keys;

/// <summary>Admin: everything in its space. User: safe to hand to a client; only one user's own data.</summary>
public enum KeyKind { Admin, User }

/// <summary>An API key without its secret, which is shown once and never kept.</summary>
/// <param name="Prefix">What stands before the dot: names the key, may be shown and logged.</param>
/// <param name="Name">For people.</param>
/// <param name="UserId">Whose data a user key opens; null for admin keys.</param>
public sealed record ApiKey(Space Space, string Prefix, KeyKind Kind, string Name, string? UserId, Instant CreatedAt)
{
    public Instant? LastUsedAt { get; init; }

    /// <summary>When it stopped working; null while it works.</summary>
    public Instant? RevokedAt { get; init; }
}

/// <summary>What a new key is to be.</summary>
public sealed record NewKey(Space Space, KeyKind Kind, string Name)
{
    /// <summary>Required for user keys, null for admin keys.</summary>
    public string? UserId { get; init; }

    /// <summary>
    /// The whole key, when an operator chose it: at least <see cref="FixedLengthMin"/> characters with a dot after the prefix.
    /// A key with that prefix is replaced. Null: a random one is made.
    /// </summary>
    public string? Fixed { get; init; }

    public const int FixedLengthMin = 16;
}
