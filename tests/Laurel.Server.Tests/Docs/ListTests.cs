using System.Reflection;
using System.Text.RegularExpressions;
using Laurel.Core;
using Laurel.Runtime.Tests;
using Laurel.Server.Http;
using NodaTime;
using Xunit;

namespace Laurel.Server.Tests.Docs;

/// <summary>Pages that list something list all of it, as it is.</summary>
public sealed partial class ListTests
{
    [GeneratedRegex(@"^\| `(?<code>\w+)` \| (?<status>\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex ErrorRow { get; }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<limit>\S+) \|", RegexOptions.Multiline)]
    private static partial Regex LimitRow { get; }

    [Fact]
    public void ErrorsPage_Codes_AreThoseOfTheTable() => Assert.Equal(
        ErrorTable.All.Select(kind => $"{kind.Code} {kind.Status}").Order(StringComparer.Ordinal),
        Rows(ErrorRow, "errors.md").Select(row => $"{row["code"]} {row["status"]}").Order(StringComparer.Ordinal));

    [Fact]
    public void ErrorsPage_Refusals_AreInTheirOrder() => Assert.Equal(
        Enum.GetValues<Rejection>().Select(rejection => rejection.Code()),
        Rows(ErrorRow, "errors.md").Select(row => row["code"].Value).Take(Enum.GetValues<Rejection>().Length));

    [Fact]
    public void LimitsPage_Rows_AreTheLimits() => Assert.Equal(
        typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} {TextOf(field.GetValue(null))}").Order(StringComparer.Ordinal),
        Rows(LimitRow, "limits.md").Select(row => $"{row["name"]} {row["limit"]}").Order(StringComparer.Ordinal));

    private static string TextOf(object? limit) =>
        limit is Instant at ? at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", null) : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{limit}");

    private static IEnumerable<GroupCollection> Rows(Regex row, string page) =>
        row.Matches(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "reference", page))).Select(match => match.Groups);
}
