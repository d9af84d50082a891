using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Due;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Engines;

/// <summary>What happens by itself, and what must not happen: archives that change, work that stands still, time that goes back.</summary>
public sealed class DueTests
{
    private static readonly StandingKey FirstWeek = new(Space.Default.Id, "weekly", new LocalDate(2026, 3, 2), Group.All);

    [Fact]
    public async Task AdvanceAll_Interrupted_ClosesNoRun()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        await fixture.Event("ada", "lessons");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var advance = new DueWorker(fixture.Engine, Space.Default).AdvanceAll(EngineFixture.At("2026-03-20T00:00:00Z"), cancelled.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => advance);
        Assert.Equal(0, fixture.Count("select count(*) from run_standings"));
    }

    [Fact]
    public async Task Tick_OfAUserThatMeetsADefect_HoldsUpNobodyElse()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        await fixture.Event("ada", "lessons");
        await fixture.Event("eve", "lessons");
        fixture.Text("update users set state = '{}' where user_id = 'eve'");
        fixture.Restart();
        fixture.MoveTo("2026-03-09T00:00:01Z");
        var failures = new List<Answer.Failed>();
        await new DueWorker(fixture.Engine, Space.Default) { OnFailed = failures.Add }.RunOnce(CancellationToken.None);
        Assert.True(Assert.Single(failures).IsDefect);
        Assert.Equal(1, fixture.Count("select count(*) from streak_periods where user_id = 'ada' and outcome = 'broken'"));
        Assert.Equal(2, fixture.Count("select count(*) from run_standings"));
    }

    [Fact]
    public async Task Score_AfterItsRunWasClosed_ChangesNoRanking()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        await fixture.Event("ada", "lessons");
        fixture.MoveTo("2026-03-09T00:00:01Z");
        await fixture.Tick();
        var id = InputIds.New(fixture.GetCurrentInstant());
        var late = new MetricEvent(id, "bob", EngineFixture.At("2026-03-08T10:00:00Z"), "lessons", 9);
        Assert.IsType<Answer.Accepted>(await fixture.Engine.Submit(new Submission(Space.Default, late, IsKeyed: false, AtArrival: false)));
        Assert.Equal(0, fixture.Count("select count(*) from scores where run_on = '2026-03-02'"));
        Assert.Equal("ada", fixture.Text("select user_id from run_standings"));
        Assert.Equal(0, fixture.Engine.Projections.Standings.Count(FirstWeek));
    }

    [Fact]
    public async Task Apply_AnEndForABoard_ClosesItsOpenRun()
    {
        using var fixture = new EngineFixture(EngineTests.Rules.Replace(", repeat: {every: 7, unit: day}", "", StringComparison.Ordinal));
        await fixture.Event("ada", "lessons");
        fixture.MoveTo("2026-03-05T10:00:00Z");
        await fixture.Apply(EngineTests.Rules.Replace("repeat: {every: 7, unit: day}", "end: 2026-03-06", StringComparison.Ordinal));
        fixture.MoveTo("2026-03-07T00:00:01Z");
        await fixture.Tick();
        Assert.Equal("ada", fixture.Text("select user_id from run_standings where leaderboard = 'weekly'"));
    }

    [Fact]
    public async Task Apply_ABoardAgainByAnotherMetric_ShowsNoneOfItsOldScores()
    {
        const string Boards = "leaderboards:\n  - {key: weekly, rankBy: {points: xp}";
        using var fixture = new EngineFixture(EngineTests.Rules);
        await fixture.Event("ada", "lessons", 5);
        fixture.MoveTo("2026-03-03T10:00:00Z");
        await fixture.Apply(EngineTests.Rules[..EngineTests.Rules.IndexOf("leaderboards:", StringComparison.Ordinal)]);
        await fixture.Tick();
        fixture.MoveTo("2026-03-04T10:00:00Z");
        await fixture.Apply(EngineTests.Rules.Replace(Boards, "leaderboards:\n  - {key: weekly, rankBy: {metric: lessons}", StringComparison.Ordinal));
        await fixture.Tick();
        Assert.Equal([5m], fixture.Engine.Projections.Standings.Page(FirstWeek, 0, 10).Select(place => place.Value));
        Assert.Equal("5", fixture.Text("select value from scores"));
    }

    [Fact]
    public async Task Apply_WithAClockThatWentBack_StaysReadable()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        await fixture.Apply(EngineTests.Rules.Replace("points: 10", "points: 11", StringComparison.Ordinal));
        fixture.MoveTo("2026-03-01T10:00:00Z");
        await fixture.Apply(EngineTests.Rules.Replace("points: 10", "points: 12", StringComparison.Ordinal));
        fixture.Restart();
        Assert.Equal(3, fixture.Engine.TimelineOf(Space.Default)?.Current.Version);
    }

    [Fact]
    public async Task Apply_KnownToUsersLate_LeavesNobodyBehind()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        await fixture.Event("ada", "lessons", 5);
        await fixture.Apply(EngineTests.Rules.Replace("key: adept, points: 30", "key: adept, points: 60", StringComparison.Ordinal));
        await fixture.Tick();
        await fixture.Apply(EngineTests.Rules.Replace("key: adept, points: 30", "key: adept, points: 20", StringComparison.Ordinal));
        await fixture.Tick();
        Assert.Equal(0, fixture.Count("select count(*) from users where rulebook_version < 3"));
        Assert.Equal(3, fixture.Count("select count(*) from level_changes"));
    }

    [Fact]
    public void OpenWriter_ThroughALinkToAFileInUse_IsRefused()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        var folder = Directory.CreateTempSubdirectory("laurel-test-");
        var (file, link) = (Path.Combine(folder.FullName, "laurel.db"), Path.Combine(folder.FullName, "link.db"));
        using (Engine.Open(new EngineOptions(file, fixture)))
        {
            File.CreateSymbolicLink(link, file);
            var error = Assert.Throws<Laurel.Runtime.Databases.DatabaseException>(() => Engine.Open(new EngineOptions(link, fixture)).Dispose());
            Assert.Equal("database_in_use", error.Code);
        }

        folder.Delete(recursive: true);
    }
}
