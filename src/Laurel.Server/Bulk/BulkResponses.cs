using System.Text.Json.Serialization;

namespace Laurel.Server.Bulk;

/// <summary>What could not be done for one item of a list.</summary>
internal sealed record AdminIssue([property: JsonPropertyOrder(1)] string Severity, [property: JsonPropertyOrder(1)] string Message)
{
    /// <summary>The severity, as older clients read it.</summary>
    public string Level => Severity;

    /// <summary>The message, as older clients read it.</summary>
    public string Reason => Message;

    /// <summary>The id that the item names, whatever it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserId { get; init; }

    /// <summary>The item's place in the list, from 0, where it has no id yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Index { get; init; }

    public static AdminIssue At(int index, string message) => new("error", message) { Index = index };

    public static AdminIssue Of(string id, string message) => new("error", message) { Id = id };

    public static AdminIssue OfUser(string user, string message, string severity = "error") => new(severity, message) { UserId = user };
}

/// <summary>What was created, and what was not.</summary>
internal sealed record CreatedResponse<T>(IReadOnlyList<T> Created, IReadOnlyList<AdminIssue> Issues);

/// <summary>What was changed, and what was not.</summary>
internal sealed record UpdatedResponse<T>(IReadOnlyList<T> Updated, IReadOnlyList<AdminIssue> Issues);

/// <summary>What was deleted, and what was not.</summary>
internal sealed record DeletedResponse(IReadOnlyList<DeletedResource> Deleted, IReadOnlyList<AdminIssue> Issues);

/// <summary>Something that is gone.</summary>
internal sealed record DeletedResource(string Id);
