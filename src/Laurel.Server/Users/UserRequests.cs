using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Server.Http;

namespace Laurel.Server.Users;

/// <summary>Reads what requests say about users.</summary>
internal static class UserRequest
{
    /// <summary>What can be wrong with a user in a request.</summary>
    public static readonly IReadOnlyList<ErrorKind> Errors =
        [.. new[] { Rejection.UnknownUserAttribute, Rejection.UnknownTimeZone, Rejection.EmailRequired }.Select(ErrorTable.Of)];

    /// <summary>The user inside the body of another request.</summary>
    public static (string Id, UserPatch Patch) ReadNested(FieldReader body)
    {
        if (body.Object("user") is { } user)
        {
            return Read(user);
        }

        body.Problem("user", "is required, with an id");
        return ("", UserPatch.Nothing);
    }

    /// <summary>A user with its id.</summary>
    public static (string Id, UserPatch Patch) Read(FieldReader user) => (user.RequiredText("id"), ReadPatch(user));

    /// <summary>What is to change. Null leaves as it is, but clears the time zone and removes an attribute.</summary>
    public static UserPatch ReadPatch(FieldReader user)
    {
        var patch = new UserPatch
        {
            Name = Change(user.Text("name")),
            Email = Change(user.Text("email")),
            TimeZone = user.IsNull("tz") ? new Change<string?>(null) : Change(user.Text("tz")),
            DeviceTokens = user.Texts("deviceTokens", Limits.DeviceTokensMax) is { } tokens ? new Change<ValueList<string>>(tokens) : default,
            SubscribeToEmails = user.Flag("subscribeToEmails") is { } subscribe ? new Change<bool>(subscribe) : default,
            Attributes = user.Attributes("attributes"),
        };
        return patch == UserPatch.Nothing ? UserPatch.Nothing : patch;
    }

    private static Change<string?> Change(string? text) => text is null ? default : new(text);
}

/// <summary>What a user is changed to, for the published document.</summary>
internal sealed record UpdatedUserBody
{
    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>IANA name; null clears it.</summary>
    public string? Tz { get; init; }

    public IReadOnlyList<string>? DeviceTokens { get; init; }

    public bool? SubscribeToEmails { get; init; }

    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A user with its id, for the published document.</summary>
internal sealed record UpsertedUserBody
{
    public required string Id { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>IANA name; null clears it.</summary>
    public string? Tz { get; init; }

    public IReadOnlyList<string>? DeviceTokens { get; init; }

    public bool? SubscribeToEmails { get; init; }

    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}
