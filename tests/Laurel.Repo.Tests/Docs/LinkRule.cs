using System.Text.RegularExpressions;

namespace Laurel.Repo.Tests.Docs;

/// <summary>Every relative link of a page leads to a file or folder of the repository, and its anchor to a heading there.</summary>
internal static partial class LinkRule
{
    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*:|//)")]
    private static partial Regex Elsewhere { get; }

    /// <param name="pages">The text of each page by its path.</param>
    /// <param name="paths">Every file of the repository.</param>
    public static IReadOnlyList<string> Problems(IEnumerable<TextFile> pages, IEnumerable<string> paths)
    {
        var parsed = pages.ToDictionary(page => page.Path, page => MarkdownPage.Parse(page.Text));
        HashSet<string> places = ["", .. paths.SelectMany(WithFolders), .. parsed.Keys.SelectMany(WithFolders)];
        return
        [
            .. from page in parsed
               from link in page.Value.Links
               where !Elsewhere.IsMatch(link.Target)
               let problem = ProblemOf(page.Key, link.Target, parsed, places)
               where problem.Length > 0
               select $"{page.Key}:{link.Line}: {link.Target} {problem}",
        ];
    }

    private static string ProblemOf(string page, string target, Dictionary<string, MarkdownPage> pages, HashSet<string> places)
    {
        var (path, anchor) = Uri.UnescapeDataString(target).Split('#', 2) switch
        {
            [var file, var heading] => (file, heading),
            var whole => (whole[0], ""),
        };
        var place = path.Length == 0 ? page : Resolve(page, path);
        if (place is null || !places.Contains(place))
        {
            return "leads nowhere";
        }

        return anchor.Length == 0 || !pages.TryGetValue(place, out var there) || there.Anchors.Contains(anchor)
            ? ""
            : $"names a heading that {place} does not have";
    }

    /// <summary>Null when the path starts at the machine's root or leaves the repository.</summary>
    private static string? Resolve(string page, string path)
    {
        var parts = new Stack<string>(page.Split('/')[..^1]);
        foreach (var part in path.TrimEnd('/').Split('/'))
        {
            if (part.Length == 0 || (part == ".." && !parts.TryPop(out _)))
            {
                return null;
            }

            if (part is not ("." or ".."))
            {
                parts.Push(part);
            }
        }

        return string.Join('/', parts.Reverse());
    }

    private static IEnumerable<string> WithFolders(string path)
    {
        var parts = path.Split('/');
        return Enumerable.Range(1, parts.Length).Select(count => string.Join('/', parts[..count]));
    }
}
