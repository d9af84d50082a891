using Laurel.Core.Inputs;
using Laurel.Runtime.Due;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Tests.Databases;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Nodes;

/// <summary>The clock of an environment that all nodes share.</summary>
public sealed class ClockTests : IDisposable
{
    private const string Rules = """
        metrics: [{key: steps}]
        streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: steps}]}]
        points: [{key: xp, triggers: [{key: daily-gift, points: 7, time: {every: 24, unit: hours}}]}]
        leaderboards: [{key: day, rankBy: {metric: steps}, start: 2026-03-01, repeat: {every: 1, unit: day}, timeZone: UTC}]
        """;

    private readonly Node one;
    private readonly Node other;

    public ClockTests()
    {
        var database = TestDatabase.Cluster.NewDatabase();
        (one, other) = (new(database), new(database));
    }

    [Fact]
    public async Task Clock_MovedOnOneNode_IsThatOfTheOthersNextInput()
    {
        var (space, tenant) = await Begin();
        await Step(other, space);
        await Step(other, tenant);
        for (var days = 1; days <= 5; days++)
        {
            Assert.True(await (days % 2 == 0 ? one : other).Engine.MoveClock(space, Duration.FromDays(days)));
            var asked = days % 2 == 0 ? other : one;

            Assert.Equal(Node.Now + Duration.FromDays(days), (await Step(asked, space)).Input.At);
            Assert.Equal(Node.Now + Duration.FromDays(days), (await Step(asked, tenant)).Input.At);
            Assert.Equal(Node.Now, (await Step(asked, Space.Default)).Input.At);
        }
    }

    [Fact]
    public async Task Clock_MovedOnOneNode_IsFollowedByOthersThatAreNotAsked()
    {
        var (space, tenant) = await Begin();
        Assert.True(await one.Engine.MoveClock(space, Duration.FromDays(3)));
        await Wait.Until(() => other.Engine.NowOf(tenant) != Node.Now);

        Assert.Equal(Node.Now + Duration.FromDays(3), other.Engine.NowOf(space));
        Assert.Equal(Node.Now + Duration.FromDays(3), other.Engine.NowOf(tenant));
        Assert.Equal(Node.Now, other.Engine.NowOf(Space.Default));
    }

    [Fact]
    public async Task DueWork_OfAMovedClock_DoneByAllNodesAtOnce_HappensOnce()
    {
        var (space, _) = await Begin();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Step(i % 2 == 0 ? one : other, space, $"u{i}")));
        Assert.True(await one.Engine.MoveClock(space, Duration.FromDays(3)));

        // Both are asked to, lease or not, as by their admins; and both take a turn by the lease.
        await Task.WhenAll(new[] { one, other, one, other }.Select(node => Rounds(node).RunNow(entry => entry.Space.Id == space.Id, TestContext.Current.CancellationToken)));
        await Task.WhenAll(new[] { one, other }.Select(node => Rounds(node).RunOnce(TestContext.Current.CancellationToken)));

        Assert.Equal(20, Number("select count(*) from streak_periods where outcome = 'broken'"));
        Assert.Equal(60, Number("select count(*) from points_awards where trigger_key = 'daily-gift'"));
        Assert.Equal(20 * 21, Number("select sum(balance) from points_awards as a where at = (select max(at) from points_awards as b where b.user_id = a.user_id)"));
        Assert.Equal(20, Number("select count(*) from run_standings where run_on = '2026-03-02'"));
        Assert.Equal(1, Number("select count(*) from leaderboard_runs where closed_at is not null"));
        Assert.Equal(0, Number("select count(*) from scores"));
    }

    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
    }

    private static DueRounds Rounds(Node node) => new(node.Engine) { OnFailed = failed => Assert.Fail(failed.Message), OnSpaceFailed = (_, error) => throw error };

    private async Task<(Space Environment, Space Tenant)> Begin()
    {
        await one.Apply(Rules);
        Assert.Equal(Node.Now, other.Engine.Now);
        var space = await Create("sandbox", "");
        var tenant = await Create("sandbox", "acme");
        return (space, tenant);
    }

    private async Task<Space> Create(string environment, string tenant)
    {
        var entry = await one.Engine.Create(new SpaceEntry(new Space(0, environment, tenant), environment, EnvironmentKind.Development, Node.Now, Node.Now), Space.Default, "test");
        other.Engine.Spaces.Refresh();
        await other.Engine.UseLatestRulebook(entry?.Space ?? Space.Default);
        return entry?.Space ?? throw new InvalidOperationException("There is one already.");
    }

    private static async Task<Answer.Accepted> Step(Node node, Space space, string user = "ada") => Assert.IsType<Answer.Accepted>(await node.Engine.Submit(
        new Submission(space, new MetricEvent(InputIds.New(Node.Now), user, Node.Now, "steps", 1), IsKeyed: false, AtArrival: true)));

    private long Number(string sql) => one.Engine.Database.Number(sql);
}
