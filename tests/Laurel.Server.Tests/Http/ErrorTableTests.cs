using System.Text.RegularExpressions;
using Laurel.Core;
using Laurel.Server.Http;

namespace Laurel.Server.Tests.Http;

public sealed partial class ErrorTableTests
{
    [GeneratedRegex(@"^\| `(?<code>[a-z_]+)` \| (?<status>\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [Fact]
    public void Table_HasEachCodeOnce() =>
        Assert.Equal(ErrorTable.All.Count, ErrorTable.All.Select(kind => kind.Code).Distinct().Count());

    [Theory]
    [MemberData(nameof(Rejections))]
    public void Table_OfEveryRefusal_HasItsCode(Rejection rejection) => Assert.Equal(rejection.Code(), ErrorTable.Of(rejection).Code);

    [Fact]
    public void Page_ShowsTheSameCodesAndStatuses()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolder(), "docs", "reference", "http.md"));

        var rows = Row().Matches(page).Select(row => (row.Groups["code"].Value, int.Parse(row.Groups["status"].Value, null)));

        Assert.Equal(ErrorTable.All.Select(kind => (kind.Code, kind.Status)), rows);
    }

    public static IEnumerable<TheoryDataRow<Rejection>> Rejections() => Enum.GetValues<Rejection>().Select(rejection => new TheoryDataRow<Rejection>(rejection));

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Laurel.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not inside the repository.");
        }

        return folder;
    }
}
