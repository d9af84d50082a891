using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Server.Http;
using Laurel.Server.Users;
using NodaTime;

namespace Laurel.Server.Metrics;

/// <summary>What is left of the body of an event once it is read.</summary>
internal sealed record EventRequest(string User, UserPatch Patch, decimal Value, AttributeSet Attributes, Instant? OccurredAt)
{
    public static EventRequest Read(FieldReader body)
    {
        var (user, patch) = UserRequest.ReadNested(body);
        return new(user, patch, body.RequiredNumber("value"), AttributeSet.Empty.With(body.Attributes("attributes")), body.At("occurredAt"));
    }
}

/// <summary>The body of an event, for the published document.</summary>
internal sealed record EventBody(UpsertedUserBody User, double Value)
{
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>ISO 8601 instant; now when absent. Not in the future, not before 1970.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
