using System.Text.Json.Nodes;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Rulebooks;
using Laurel.Server.Http;

namespace Laurel.Server.Rulebooks;

/// <summary>Rulebooks and their differences in bodies.</summary>
internal static class RulebookWire
{
    public static IReadOnlyList<ChangeResponse> Of(IEnumerable<RulebookChange> changes) =>
    [
        .. changes.Select(change => new ChangeResponse(
            change.Change.ToString().ToLowerInvariant(), change.Kind, change.Key,
            [.. change.Fields.Select(field => new FieldChangeResponse(field.Field, field.Before, field.After))])),
    ];

    /// <summary>The rulebook that was read. Throws <see cref="RefusedException"/>, with all problems, when there is none.</summary>
    public static Rulebook Valid(RulebookReading reading) => reading.Rulebook ?? throw new RefusedException(
        ErrorTable.InvalidRulebook, $"{reading.Problems.Count}", [.. reading.Problems.Select(problem => new ProblemResponse(problem.Path, $"{problem.Limit}; {problem.Fix}"))]);
}

/// <summary>A version with its rulebook.</summary>
internal sealed record RulebookResponse(int Version, string Author, string Created, JsonObject Rulebook);

/// <summary>A version without its rulebook.</summary>
internal sealed record RulebookVersionResponse(int Version, string Author, string Created);

/// <summary>The version in force now, and what it changed; nothing when it is the one before.</summary>
internal sealed record RulebookChangedResponse(int Version, IReadOnlyList<ChangeResponse> Changes);

/// <summary>What is wrong with a rulebook, and what it would change.</summary>
internal sealed record RulebookCheckResponse(bool Valid, IReadOnlyList<RulebookProblemResponse> Problems, IReadOnlyList<ChangeResponse> Changes);

/// <summary>One thing wrong with a rulebook.</summary>
internal sealed record RulebookProblemResponse(string Path, string Value, string Limit, string Fix);

/// <summary>One difference: change is added, removed, changed or reordered; kind and key say of what.</summary>
internal sealed record ChangeResponse(string Change, string Kind, string Key, IReadOnlyList<FieldChangeResponse> Fields);

/// <summary>A field that differs; empty: absent.</summary>
internal sealed record FieldChangeResponse(string Field, string Before, string After);
