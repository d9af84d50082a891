using Xunit;

namespace Laurel.Server.Tests.Histories;

/// <summary>The hundred fastest of every star of ten years: 50,000 events of 8,492 people.</summary>
public sealed class AdventOfCodeGlobalTests(AdventOfCodeGlobalTests.History history) : IClassFixture<AdventOfCodeGlobalTests.History>
{
    [Fact]
    public void Year_TopHundred_EqualsTheExpected()
    {
        var actual = History.Years.SelectMany(year => Year($"{year}")).ToList();

        Same.Rows(1_000, CsvTable.Lines(history.Shared.PathOf("expected_global_yearly_top100.csv")), actual);
    }

    /// <summary>Boards with the same start that end a day apart: everybody's points after each day.</summary>
    [Fact]
    public void Days_Of2017_EqualTheSourcesOwn()
    {
        var expected = CsvTable.Rows(history.Shared.PathOf("truth_global_2017_after_each_day.csv.gz"))
            .Select(row => $"{row[0]},{row[1]},{row[3]},{row[4]}").ToList();
        var actual = History.Days.SelectMany(day => history.Shared.Replayed.Standings($"after-day-{day}", "2017-12-01")
            .Select(row => $"{day},{row[0]},{row[1]},{row[2]}")).ToList();

        Same.Rows(14_622, expected, actual);
    }

    private IEnumerable<string> Year(string year)
    {
        var ranks = history.Shared.Replayed.Standings($"{year}-competition", $"{year}-01-01").ToDictionary(row => row[1], row => row[0]);
        return history.Shared.Replayed.Standings($"{year}-ordinal", $"{year}-01-01").Take(100)
            .Select(row => $"{year},{ranks[row[1]]},{row[0]},{row[1]},{row[2]},{row[3]}");
    }

    public sealed class History : IAsyncLifetime
    {
        internal static readonly IEnumerable<int> Years = Enumerable.Range(2015, 10);

        internal static readonly IEnumerable<int> Days = Enumerable.Range(1, 25);

        private static readonly string Rulebook = $$"""
            metrics:
            {{Lines(Years.Select(year => $"{{key: aoc{year}}}"))}}
            attributes: {event: [{key: day}, {key: part}, {key: position}]}
            leaderboards:
            {{Lines(Years.SelectMany(year => new[] { Board(year, "ordinal"), Board(year, "competition") }))}}
            {{Lines(Days.Select(day => $"{{key: after-day-{day}, rankBy: {{metric: aoc2017}}, start: 2017-12-01, end: 2017-12-{day:00}, timeZone: UTC, ranks: competition}}"))}}
            """;

        internal SharedHistory Shared { get; } = new("data/leaderboard-aoc");

        public async ValueTask InitializeAsync() => await Shared.Replay(Rulebook, "global_events.csv.gz");

        public ValueTask DisposeAsync()
        {
            Shared.Dispose();
            return ValueTask.CompletedTask;
        }

        private static string Board(int year, string ranks) =>
            $"{{key: {year}-{ranks}, rankBy: {{metric: aoc{year}}}, start: {year}-01-01, timeZone: UTC, ranks: {ranks}}}";

        private static string Lines(IEnumerable<string> items) => string.Join('\n', items.Select(item => $"  - {item}"));
    }
}
