using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Users;

/// <summary>The user was seen for the first time.</summary>
public sealed record UserCreated(FactId Id, Cause Cause, Instant At) : Fact(Id, Cause, At);

/// <summary>Something about the user itself changed.</summary>
public sealed record UserChanged(FactId Id, Cause Cause, Instant At, UserProfile Before, UserProfile After) : Fact(Id, Cause, At);
