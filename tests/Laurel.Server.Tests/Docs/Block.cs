using System.Text.RegularExpressions;

namespace Laurel.Server.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Info">What stands behind the opening fence, such as <c>sh laurel</c>.</param>
/// <param name="Line">Of the opening fence, counted from 1.</param>
/// <param name="Output">The block that follows with nothing between, if it is text or JSON; else empty.</param>
internal sealed partial record Block(string Info, string Text, int Line, (string Info, string Text) Output)
{
    public bool IsExecuted => Info is "yaml rulebook" or "sh laurel" or "sh curl";

    /// <summary>The file that the block is: <c>csv NAME</c>, or the rulebook; null when it is none.</summary>
    public string? FileName => Info == "yaml rulebook" ? "rulebook.yaml" : Info.StartsWith("csv ", StringComparison.Ordinal) ? Info[4..] : null;

    [GeneratedRegex(@"^```(?<info>[^\n`]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence { get; }

    /// <summary>The blocks of a page in their order.</summary>
    public static IReadOnlyList<Block> Parse(string page)
    {
        var fences = Fence.Matches(page);
        return [.. fences.Select((fence, index) => new Block(
            InfoOf(fence), fence.Groups["text"].Value, page.AsSpan(0, fence.Index).Count('\n') + 1,
            index + 1 < fences.Count ? OutputOf(page, fence, fences[index + 1]) : ("", "")))];
    }

    private static string InfoOf(Match fence) => fence.Groups["info"].Value.Trim();

    private static (string Info, string Text) OutputOf(string page, Match fence, Match next) =>
        InfoOf(next) is "text" or "json" && string.IsNullOrWhiteSpace(page[(fence.Index + fence.Length)..next.Index])
            ? (InfoOf(next), next.Groups["text"].Value)
            : ("", "");
}
