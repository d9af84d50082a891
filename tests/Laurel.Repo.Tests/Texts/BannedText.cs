using System.Text.RegularExpressions;

namespace Laurel.Repo.Tests.Texts;

/// <summary>Words that no file of the repository has. The patterns are written so that they do not find themselves.</summary>
internal static partial class BannedText
{
    private static readonly string[] RecordedEndings = [".csv", ".ndjson"];

    private static readonly (string Why, Regex Pattern)[] Everywhere =
    [
        ("something was left undone", Unfinished()),
        ("a path of one machine", MachinePath()),
        ("the host of a package registry", Registry()),
    ];

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HAC[K])\b|NotImplemented[E]xception")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w.])/(?:work|root|home)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(nuget|npmjs|pypi|pythonhosted|crates|rubygems|packagist|maven|golang|debian|ubuntu)\.(org|com|io)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"\bA[I]\b|\b(?i:assistan[t]s?|chatbo[t]s?|ll[m]s?|gp[t]|claud[e]|copilo[t]|anthropi[c]|open[a]i|agenti[c]|(?<!user[- ])agen[t]s?|language mode[l]s?|(coding|this) sessio[n])\b")]
    private static partial Regex Authors();

    /// <summary>Recorded histories are other people's words, so only the first three kinds are looked for in them.</summary>
    public static IReadOnlyList<string> Problems(TextFile file)
    {
        var rules = RecordedEndings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal))
            ? Everywhere
            : [.. Everywhere, ("who or what wrote it", Authors())];
        return
        [
            .. from line in file.Text.Split('\n').Index()
               from rule in rules
               from match in rule.Pattern.Matches(line.Item)
               select $"{file.Path}:{line.Index + 1}: {match.Value}: {rule.Why}",
        ];
    }
}
