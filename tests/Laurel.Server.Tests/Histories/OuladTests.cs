using Xunit;

namespace Laurel.Server.Tests.Histories;

/// <summary>1,048,575 click rows of 4,080 students; all events of a day carry the same instant.</summary>
public sealed class OuladTests(OuladTests.History history) : IClassFixture<OuladTests.History>
{
    [Fact]
    public void Totals_OfClicks_EqualTheExpected() =>
        Same.Rows(4_080, CsvTable.Lines(history.Shared.PathOf("expected_totals.csv")), Results.Totals(history.Shared.Replayed));

    [Fact]
    public void Streaks_OfOneClickADay_EqualTheExpected() =>
        Same.Rows(4_080, CsvTable.Lines(history.Shared.PathOf("expected_streaks.csv")), Results.Streaks(history.Shared.Replayed));

    /// <summary>140 students never had ten clicks on a day. The file's weeks are weeks with such a day, which is no rule of Laurel's.</summary>
    [Fact]
    public void Streaks_OfTenClicksADay_EqualTheExpected()
    {
        var expected = CsvTable.Rows(history.Shared.PathOf("expected_min10_streaks.csv"));
        var ever = expected.Where(row => row[1] != "0").Select(row => string.Join(',', row[..6])).ToList();

        Assert.Equal(4_080, expected.Count);
        Same.Rows(3_940, ever, Results.Days(history.Shared.Replayed, "daily-10"));
    }

    [Fact]
    public void Thresholds_OfClicks_EqualTheExpected()
    {
        var expected = CsvTable.Rows(history.Shared.PathOf("expected_thresholds.csv"));
        var reached = Results.Thresholds(history.Shared.Replayed).Where(line => line.Split(',')[1] is not ("5" or "10")).ToList();

        Same.Rows(17_119, Results.ThresholdsById(expected, history.Shared.PathOf("events.csv.gz")), reached);
    }

    [Fact]
    public void Boards_OfClicks_EqualTheExpected() =>
        Same.Rows(7_350, CsvTable.Lines(history.Shared.PathOf("expected_leaderboards.csv")), Results.Boards(history.Shared.Replayed, 50));

    public sealed class History : IAsyncLifetime
    {
        private static readonly string[] Sites =
        [
            "vle_forumng", "vle_homepage", "vle_oucontent", "vle_subpage", "vle_resource", "vle_quiz", "vle_url", "vle_glossary",
            "vle_ouelluminate", "vle_oucollaborate", "vle_dataplus", "vle_sharedsubpage",
        ];

        internal SharedHistory Shared { get; } = new("data/learning-oulad");

        public async ValueTask InitializeAsync() =>
            await Shared.Replay(HistoryRulebook.Yaml(Sites, "2013-01-01", "2012-12-31"), "events.csv.gz");

        public ValueTask DisposeAsync()
        {
            Shared.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
