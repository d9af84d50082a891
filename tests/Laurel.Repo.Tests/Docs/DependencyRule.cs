using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Laurel.Repo.Tests.Docs;

/// <summary>The page on dependencies has one row per package, no more and no less, and each says why.</summary>
internal static partial class DependencyRule
{
    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|(?<why>.*)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    /// <param name="packages">The text of Directory.Packages.props.</param>
    /// <param name="page">The text of the page.</param>
    public static IReadOnlyList<string> Problems(string packages, string page)
    {
        string[] used = [.. XDocument.Parse(packages).Descendants("PackageVersion").Select(package => package.Attribute("Include")?.Value ?? "")];
        var rows = Row.Matches(page).ToLookup(row => row.Groups["name"].Value, row => row.Groups["why"].Value.Trim('|', ' '));
        return
        [
            .. used.Where(name => rows[name].Count() != 1).Select(name => $"{name} has {rows[name].Count()} rows, not one"),
            .. used.Where(name => rows[name].Any(why => why.Length == 0)).Select(name => $"{name} has no reason"),
            .. rows.Select(row => row.Key).Except(used).Select(name => $"{name} has a row but is not used"),
        ];
    }
}
