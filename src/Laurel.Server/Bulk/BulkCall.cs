using System.Text.Json;
using Laurel.Server.Http;

namespace Laurel.Server.Bulk;

/// <summary>What all operations on lists of things share: their limits, and how they are read and answered.</summary>
internal static class BulkCall
{
    /// <summary>Items of one request.</summary>
    public const int ItemsMax = 100;

    public static readonly IReadOnlyList<Parameter> PageParameters =
    [
        new("limit", "Items at most, 1 to 100; 10 when absent.", IsNumber: true),
        new("skip", "Items to pass over.", IsNumber: true),
    ];

    public static readonly IReadOnlyList<Parameter> IdParameters = [new("ids", "1 to 100 ids, repeated or separated by commas.", IsRequired: true)];

    /// <summary>The part of a list that limit and skip name.</summary>
    public static IReadOnlyList<T> Page<T>(Call call, IEnumerable<T> all)
    {
        var (limit, skip) = (call.QueryNumber("limit", absent: 10, min: 1, max: 100), call.QueryNumber("skip", absent: 0));
        return [.. all.Skip(skip).Take(limit)];
    }

    /// <summary>The ids of a deletion, each once, as they were sent.</summary>
    public static IReadOnlyList<string> Ids(Call call) => [.. call.QueryList("ids", ItemsMax).Distinct(StringComparer.Ordinal)];

    public static Reply Created<T>(IReadOnlyList<T> created, IReadOnlyList<AdminIssue> issues) => new(
        created.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK,
        new CreatedResponse<T>(created, issues), AdminJson.Of<CreatedResponse<T>>());

    public static Reply Updated<T>(IReadOnlyList<T> updated, IReadOnlyList<AdminIssue> issues) => Reply.Ok(new UpdatedResponse<T>(updated, issues), AdminJson.Of<UpdatedResponse<T>>());

    public static Reply Deleted(IReadOnlyList<string> deleted, IReadOnlyList<AdminIssue> issues) =>
        Reply.Ok(new DeletedResponse([.. deleted.Select(id => new DeletedResource(id))], issues), AdminJson.Default.DeletedResponse);

    public static Reply List<T>(IReadOnlyList<T> items) => Reply.Ok(items, AdminJson.Of<IReadOnlyList<T>>());

    /// <summary>
    /// Reads one item of a list; null, with what is wrong in <paramref name="message"/>, when it cannot be used.
    /// </summary>
    public static T? Read<T>(JsonElement item, Func<FieldReader, T?> read, out string message) where T : class
    {
        var problems = new List<ProblemResponse>();
        var value = item.ValueKind == JsonValueKind.Object ? read(new FieldReader(item, "", problems)) : null;
        message = item.ValueKind == JsonValueKind.Object ? TextOf(problems) : "must be an object";
        return problems.Count == 0 ? value : null;
    }

    /// <summary>The id that an item carries, as it is written; empty without one.</summary>
    public static string IdText(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) && id.ValueKind != JsonValueKind.Null
            ? id.ValueKind == JsonValueKind.String ? Text(id) : id.GetRawText()
            : "";

    private static string Text(JsonElement id)
    {
        try
        {
            return id.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    // Texts are called strings here, as clients expect them to be.
    private static string TextOf(IEnumerable<ProblemResponse> problems) => string.Join("; ", problems.Select(problem =>
        $"{problem.Path} {problem.Limit}".TrimStart().Replace("must be text", "must be a string", StringComparison.Ordinal)));
}
