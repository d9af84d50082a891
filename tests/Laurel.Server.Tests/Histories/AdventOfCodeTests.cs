using Xunit;

namespace Laurel.Server.Tests.Histories;

/// <summary>Eight private boards, against the scores that the site itself showed.</summary>
public sealed class AdventOfCodeTests(AdventOfCodeTests.History history) : IClassFixture<AdventOfCodeTests.History>
{
    // One board lacks a star that the site knows; two members of another finished in the same second and stand the other way round.
    private const string Incomplete = "b2021x";

    [Fact]
    public void Board_OfEveryMember_EqualsTheSite()
    {
        var truth = CsvTable.Rows(history.Shared.PathOf("truth_local_scores.csv"));
        var boards = History.Boards.ToDictionary(board => board, board => history.Shared.Replayed.Standings(board, "2015-01-01"));

        var expected = truth.Where(row => row[0] != Incomplete && row[6] == "1").ToList();
        var actual = expected.Select(row => (Row: row, Board: boards[row[0]]))
            .Select(row => $"{row.Row[0]},{row.Row[1]},{ScoreAndRank(row.Board, $"{row.Row[0]}:{row.Row[1]}")}").ToList();

        Same.Rows(365, [.. expected.Select(row => $"{row[0]},{row[1]},{row[4]},{row[7]}")], actual);
    }

    [Fact]
    public void Board_OfNobodyElse_HasMembers()
    {
        var truth = CsvTable.Rows(history.Shared.PathOf("truth_local_scores.csv"));

        Assert.All(History.Boards, board => Assert.Equal(
            truth.Where(row => row[0] == board && row[4] != "0").Select(row => $"{board}:{row[1]}").Order(StringComparer.Ordinal),
            history.Shared.Replayed.Standings(board, "2015-01-01").Select(row => row[1]).Order(StringComparer.Ordinal)));
    }

    // The site lists members without a star too, behind everyone else.
    private static string ScoreAndRank(List<string[]> board, string user) =>
        board.Find(row => row[1] == user) is { } place ? $"{place[2]},{place[0]}" : $"0,{board.Count + 1}";

    public sealed class History : IAsyncLifetime
    {
        internal static readonly string[] Boards = ["b2022", "b2021t", "b2018a", "b2017", "b2018b", "b2024", "b2017s", Incomplete];

        private static readonly string Rulebook = $$"""
            metrics:
            {{Lines(Boards.Select(board => $"{{key: {board}_points}}"))}}
            attributes: {event: [{key: day}, {key: part}, {key: star_index}]}
            leaderboards:
            {{Lines(Boards.Select(board => $"{{key: {board}, rankBy: {{metric: {board}_points}}, start: 2015-01-01, timeZone: UTC, ranks: competition}}"))}}
            """;

        internal SharedHistory Shared { get; } = new("data/leaderboard-aoc");

        public async ValueTask InitializeAsync() => await Shared.Replay(Rulebook, "events.csv.gz");

        public ValueTask DisposeAsync()
        {
            Shared.Dispose();
            return ValueTask.CompletedTask;
        }

        private static string Lines(IEnumerable<string> items) => string.Join('\n', items.Select(item => $"  - {item}"));
    }
}
