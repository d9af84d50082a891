using System.Text.RegularExpressions;

namespace Laurel.Repo.Tests.Docs;

/// <summary>A link of a page and the line it stands on, counted from 1.</summary>
internal sealed record MarkdownLink(string Target, int Line);

/// <summary>What a page links to and what can be linked to in it; code is neither.</summary>
internal sealed partial record MarkdownPage(IReadOnlyList<MarkdownLink> Links, IReadOnlySet<string> Anchors)
{
    [GeneratedRegex("""\]\(\s*<?(?<to>[^)\s>]+)|^\s{0,3}\[[^\]]+\]:\s*<?(?<to>[^\s>]+)|\b(?:href|src)="(?<to>[^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex LinkPattern { get; }

    [GeneratedRegex("""\b(?:id|name)="(?<id>[^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex IdPattern { get; }

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+(?<title>.+?)\s*#*\s*$")]
    private static partial Regex HeadingPattern { get; }

    [GeneratedRegex(@"^\s*(?<mark>```+|~~~+)")]
    private static partial Regex FencePattern { get; }

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodePattern { get; }

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\]\([^)]*\)|<[^>]+>")]
    private static partial Regex MarkupPattern { get; }

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M} _-]")]
    private static partial Regex NotInAnchors { get; }

    public static MarkdownPage Parse(string text)
    {
        (string Text, int Line)[] lines = [.. LinesOutsideFences(text)];
        return new MarkdownPage(
            [.. lines.SelectMany(line => LinkPattern.Matches(CodePattern.Replace(line.Text, "")), (line, match) => new MarkdownLink(match.Groups["to"].Value, line.Line))],
            AnchorsOf([.. lines.Select(line => line.Text)]));
    }

    private static IEnumerable<(string Text, int Line)> LinesOutsideFences(string text)
    {
        var fence = "";
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            var mark = FencePattern.Match(line).Groups["mark"].Value;
            if (fence.Length == 0 && mark.Length == 0)
            {
                yield return (line, index + 1);
            }
            else if (fence.Length == 0)
            {
                fence = mark;
            }
            else if (mark.StartsWith(fence, StringComparison.Ordinal))
            {
                fence = "";
            }
        }
    }

    private static HashSet<string> AnchorsOf(IReadOnlyList<string> lines)
    {
        var headings = lines
            .Select(line => HeadingPattern.Match(line))
            .Where(match => match.Success)
            .Select(match => AnchorOf(match.Groups["title"].Value))
            .GroupBy(anchor => anchor)
            .SelectMany(group => group.Select((anchor, index) => index == 0 ? anchor : $"{anchor}-{index}"));
        return [.. headings, .. lines.SelectMany(line => IdPattern.Matches(line)).Select(match => match.Groups["id"].Value)];
    }

    /// <summary>As GitHub makes it: lower case, no punctuation, a hyphen for each space.</summary>
    private static string AnchorOf(string title) =>
        NotInAnchors.Replace(MarkupPattern.Replace(title, "${text}").ToLowerInvariant(), "").Replace(' ', '-');
}
