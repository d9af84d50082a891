using Xunit;

namespace Laurel.Server.Tests.Histories;

/// <summary>29,802 commits of 1,847 people, with every user in a zone of their own. 2,701 events are in the file later than they happened.</summary>
public abstract class JellyfinExpectations
{
    internal static readonly string Rulebook = HistoryRulebook.Yaml(["commit", "merge"], "2012-07-01", "2012-07-02");

    internal abstract SharedHistory Shared { get; }

    [Fact]
    public void Totals_UsersOwnZones_EqualTheExpected() =>
        Same.Rows(1_847, CsvTable.Lines(Shared.PathOf("expected_totals.csv")), Results.Totals(Shared.Replayed));

    [Fact]
    public void Streaks_UsersOwnZones_EqualTheExpected() =>
        Same.Rows(1_847, CsvTable.Lines(Shared.PathOf("expected_iana_streaks.csv")), Results.Streaks(Shared.Replayed));

    [Fact]
    public void Thresholds_UsersOwnZones_EqualTheExpected()
    {
        var expected = CsvTable.Rows(Shared.PathOf("expected_thresholds.csv"));

        Same.Rows(2_334, Results.ThresholdsById(expected, Shared.PathOf("events.csv.gz")), Results.Thresholds(Shared.Replayed));
    }

    [Fact]
    public void Boards_OfUtc_EqualTheExpected() =>
        Same.Rows(8_394, CsvTable.Lines(Shared.PathOf("expected_leaderboards.csv")), Results.Boards(Shared.Replayed, 25));
}

/// <summary>In order of time.</summary>
public sealed class JellyfinTests(JellyfinTests.History history) : JellyfinExpectations, IClassFixture<JellyfinTests.History>
{
    internal override SharedHistory Shared => history.Shared;

    public sealed class History : IAsyncLifetime
    {
        internal SharedHistory Shared { get; } = new("data/git-jellyfin");

        public async ValueTask InitializeAsync() => await Shared.Replay(Rulebook, "events.csv.gz", "users.csv.gz");

        public ValueTask DisposeAsync()
        {
            Shared.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>In order of arrival, a thousand at once: late events are up to two years late.</summary>
public sealed class JellyfinArrivalTests(JellyfinArrivalTests.History history) : JellyfinExpectations, IClassFixture<JellyfinArrivalTests.History>
{
    internal override SharedHistory Shared => history.Shared;

    public sealed class History : IAsyncLifetime
    {
        internal SharedHistory Shared { get; } = new("data/git-jellyfin");

        public async ValueTask InitializeAsync() => await Shared.Replay(Rulebook, "events.csv.gz", "users.csv.gz", partSize: 1_000);

        public ValueTask DisposeAsync()
        {
            Shared.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>In order of arrival, as an application sends it: batches over HTTP.</summary>
public sealed class JellyfinOverHttpTests(JellyfinOverHttpTests.History history) : JellyfinExpectations, IClassFixture<JellyfinOverHttpTests.History>
{
    internal override SharedHistory Shared => history.Shared;

    public sealed class History : IAsyncLifetime
    {
        internal SharedHistory Shared { get; } = new("data/git-jellyfin");

        public async ValueTask InitializeAsync() => await Shared.SendOverHttp(Rulebook, "events.csv.gz", "users.csv.gz");

        public ValueTask DisposeAsync()
        {
            Shared.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
