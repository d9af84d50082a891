using Xunit;

namespace Laurel.Server.Tests.Histories;

/// <summary>29,802 commits of 1,847 people, with every user in a zone of their own. 2,701 events are in the file later than they happened.</summary>
public sealed class JellyfinTests(JellyfinTests.History history) : IClassFixture<JellyfinTests.History>
{
    [Fact]
    public void Totals_UsersOwnZones_EqualTheExpected() =>
        Same.Rows(1_847, CsvTable.Lines(history.Shared.PathOf("expected_totals.csv")), Results.Totals(history.Shared.Replayed));

    [Fact]
    public void Streaks_UsersOwnZones_EqualTheExpected() =>
        Same.Rows(1_847, CsvTable.Lines(history.Shared.PathOf("expected_iana_streaks.csv")), Results.Streaks(history.Shared.Replayed));

    [Fact]
    public void Thresholds_UsersOwnZones_EqualTheExpected()
    {
        var expected = CsvTable.Rows(history.Shared.PathOf("expected_thresholds.csv"));

        Same.Rows(2_334, Results.ThresholdsById(expected, history.Shared.PathOf("events.csv.gz")), Results.Thresholds(history.Shared.Replayed));
    }

    [Fact]
    public void Boards_OfUtc_EqualTheExpected() =>
        Same.Rows(8_394, CsvTable.Lines(history.Shared.PathOf("expected_leaderboards.csv")), Results.Boards(history.Shared.Replayed, 25));

    public sealed class History : IAsyncLifetime
    {
        internal static readonly string Rulebook = HistoryRulebook.Yaml(["commit", "merge"], "2012-07-01", "2012-07-02");

        internal SharedHistory Shared { get; } = new("data/git-jellyfin");

        public async ValueTask InitializeAsync() => await Shared.Replay(Rulebook, "events.csv.gz", "users.csv.gz");

        public ValueTask DisposeAsync()
        {
            Shared.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
