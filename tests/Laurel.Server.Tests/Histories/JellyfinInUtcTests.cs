using Xunit;

namespace Laurel.Server.Tests.Histories;

/// <summary>The same commits with everybody in UTC: the streaks differ, nothing else does.</summary>
public sealed class JellyfinInUtcTests(JellyfinInUtcTests.History history) : IClassFixture<JellyfinInUtcTests.History>
{
    [Fact]
    public void Totals_InUtc_EqualTheExpected() =>
        Same.Rows(1_847, CsvTable.Lines(history.Shared.PathOf("expected_totals.csv")), Results.Totals(history.Shared.Replayed));

    [Fact]
    public void Streaks_InUtc_EqualTheExpected() =>
        Same.Rows(1_847, CsvTable.Lines(history.Shared.PathOf("expected_utc_streaks.csv")), Results.Streaks(history.Shared.Replayed));

    [Fact]
    public void Thresholds_InUtc_EqualTheExpected()
    {
        var expected = CsvTable.Rows(history.Shared.PathOf("expected_thresholds.csv"));

        Same.Rows(2_334, Results.ThresholdsById(expected, history.Shared.PathOf("events.csv.gz")), Results.Thresholds(history.Shared.Replayed));
    }

    [Fact]
    public void Boards_InUtc_EqualTheExpected() =>
        Same.Rows(8_394, CsvTable.Lines(history.Shared.PathOf("expected_leaderboards.csv")), Results.Boards(history.Shared.Replayed, 25));

    public sealed class History : IAsyncLifetime
    {
        internal SharedHistory Shared { get; } = new("data/git-jellyfin");

        public async ValueTask InitializeAsync() => await Shared.Replay(JellyfinExpectations.Rulebook, "events.csv.gz");

        public ValueTask DisposeAsync()
        {
            Shared.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
