using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Engines;

public sealed class EngineTests
{
    internal const string Rules = """
        metrics: [{key: lessons}]
        streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: lessons}], freezes: {initial: 1, max: 3}}]
        achievements:
          - {key: ten, when: {metric: lessons, reaches: 10}}
        points:
          - {key: xp, triggers: [{key: lesson, points: 10, metric: lessons}], levels: [{key: novice, points: 0}, {key: adept, points: 30}]}
        leaderboards:
          - {key: weekly, rankBy: {points: xp}, start: 2026-03-02, repeat: {every: 7, unit: day}, timeZone: UTC}
        """;

    private static readonly StandingKey FirstWeek = new(Space.Default.Id, "weekly", new LocalDate(2026, 3, 2), Group.All);

    [Fact]
    public async Task Submit_SameKeyTwice_AppliesOnceAndAnswersWithTheState()
    {
        using var fixture = new EngineFixture(Rules);
        var first = await fixture.Event("ada", "lessons", 3, "k");
        var second = await fixture.Event("ada", "lessons", 3, "k");
        Assert.IsType<Answer.Accepted>(first);
        Assert.Equal(3, Assert.IsType<Answer.Replayed>(second).State.Counters[0]);
        Assert.Equal(1, fixture.Count("select count(*) from journal"));
    }

    [Fact]
    public async Task Submit_SameKeyInOneBatch_AppliesOnce()
    {
        using var fixture = new EngineFixture(Rules);
        var answers = await fixture.Engine.Submit([.. Enumerable.Range(0, 50).Select(_ => fixture.EventOf("ada", "lessons", 1, "k"))]);
        Assert.IsType<Answer.Accepted>(answers[0]);
        Assert.All(answers.Skip(1), answer => Assert.IsType<Answer.Replayed>(answer));
        Assert.Equal(1, fixture.Count("select count(*) from points_awards"));
    }

    [Fact]
    public async Task Submit_RefusedKey_CanBeUsedAgain()
    {
        using var fixture = new EngineFixture(Rules);
        Assert.IsType<Answer.Rejected>(await fixture.Event("ada", "lessons", 0.0000000001m, "k"));
        Assert.IsType<Answer.Accepted>(await fixture.Event("ada", "lessons", 1, "k"));
    }

    [Fact]
    public async Task Submit_RefusedAmongOthers_FailsAlone()
    {
        using var fixture = new EngineFixture(Rules);
        var answers = await fixture.Engine.Submit([fixture.EventOf("ada", "lessons"), fixture.EventOf("ada", "nothing"), fixture.EventOf("bob", "lessons")]);
        Assert.IsType<Answer.Accepted>(answers[0]);
        Assert.Equal(Rejection.UnknownMetric, Assert.IsType<Answer.Rejected>(answers[1]).Reason);
        Assert.IsType<Answer.Accepted>(answers[2]);
    }

    [Fact]
    public async Task Submit_PoisonousAmongOthers_FailsAlone()
    {
        using var fixture = new EngineFixture(Rules);
        var poison = new Submission(Space.Default, new Poison(fixture.GetCurrentInstant()), IsKeyed: false, AtArrival: true);
        var answers = await fixture.Engine.Submit([fixture.EventOf("ada", "lessons"), poison, fixture.EventOf("ada", "lessons")]);
        Assert.Equal("internal_error", Assert.IsType<Answer.Failed>(answers[1]).Code);
        Assert.Equal(2, Assert.IsType<Answer.Accepted>(answers[2]).State.Counters[0]);
        Assert.Equal(2, fixture.Count("select count(*) from journal"));
    }

    [Fact]
    public async Task Submit_Facts_AreInTheirLedgers()
    {
        using var fixture = new EngineFixture(Rules);
        await fixture.Event("ada", "lessons", 10);
        Assert.Equal("100|100|lesson", fixture.Text("select amount || '|' || balance || '|' || trigger_key from points_awards"));
        Assert.Equal("novice>adept", fixture.Text("select previous_level || '>' || level from level_changes"));
        Assert.Equal("ten", fixture.Text("select achievement from achievement_completions where backdated = 0"));
        Assert.Equal("2026-03-02 extended 1", fixture.Text("select period_start || ' ' || outcome || ' ' || length from streak_periods"));
        Assert.Equal("initial 1", fixture.Text("select kind || ' ' || held from freeze_events"));
        Assert.Equal("100", fixture.Text("select value from scores where run_on = '2026-03-02'"));
    }

    [Fact]
    public async Task Submit_Scores_TellHowTheUserMoved()
    {
        using var fixture = new EngineFixture(Rules);
        await fixture.Event("ada", "lessons", 2);
        await fixture.Event("bob", "lessons", 1);
        var moved = Assert.IsType<Answer.Accepted>(await fixture.Event("bob", "lessons", 2));
        Assert.Equal((2, 1), (moved.Ranks[0].PreviousRank, moved.Ranks[0].Rank));
    }

    [Fact]
    public async Task Restart_AfterEvents_KnowsEverything()
    {
        using var fixture = new EngineFixture(Rules);
        await fixture.Event("ada", "lessons", 12.5m);
        await fixture.Event("bob", "lessons", 1, "k");
        var before = fixture.Engine.Find(Space.Default, "ada");
        fixture.Restart();
        Assert.Equal(before, fixture.Engine.Find(Space.Default, "ada"));
        Assert.Equal(["ada", "bob"], fixture.Engine.Projections.Standings.Page(FirstWeek, 0, 10).Select(place => place.User));
        Assert.Equal(50, fixture.Engine.Projections.Tallies.Rarity(Space.Default.Id, "ten"));
        Assert.IsType<Answer.Replayed>(await fixture.Event("bob", "lessons", 1, "k"));
    }

    [Fact]
    public async Task Tick_MissedDays_ConsumesTheFreezeThenLosesTheStreak()
    {
        using var fixture = new EngineFixture(Rules);
        await fixture.Event("ada", "lessons");
        fixture.MoveTo("2026-03-05T00:00:30Z");
        await fixture.Tick();
        Assert.Equal("extended,frozen,broken", fixture.Text("select outcome from streak_periods order by period_start"));
        Assert.Equal(0, fixture.Count("select count(*) from users where next_due_at is not null"));
    }

    [Fact]
    public async Task Tick_RunIsOver_ArchivesItsRanking()
    {
        using var fixture = new EngineFixture(Rules);
        await fixture.Event("ada", "lessons", 1);
        await fixture.Event("bob", "lessons", 2);
        fixture.MoveTo("2026-03-09T00:00:01Z");
        await fixture.Tick();
        Assert.Equal("bob 1 20,ada 2 10", fixture.Text("select user_id || ' ' || rank || ' ' || value from run_standings order by position"));
        Assert.Equal(0, fixture.Count("select count(*) from scores"));
        Assert.Equal(0, fixture.Engine.Projections.Standings.Count(FirstWeek));
        Assert.Equal("2026-03-08", fixture.Text("select max(day) from rank_days"));
    }

    [Fact]
    public async Task Apply_AchievementQualifiedBefore_IsBackdatedSilentlyByTheNextTick()
    {
        using var fixture = new EngineFixture(Rules);
        await fixture.Event("ada", "lessons", 4);
        fixture.MoveTo("2026-03-03T10:00:00Z");
        await fixture.Event("ada", "lessons", 4);
        fixture.MoveTo("2026-03-04T10:00:00Z");
        await fixture.Apply(Rules.Replace("achievements:\n", "achievements:\n  - {key: five, when: {metric: lessons, reaches: 5}}\n", StringComparison.Ordinal));
        await fixture.Tick();
        var at = EngineFixture.At("2026-03-03T10:00:00Z").ToUnixTimeMilliseconds();
        Assert.Equal($"five {at} 1", fixture.Text("select achievement || ' ' || completed_at || ' ' || backdated from achievement_completions"));
        Assert.Equal(2, fixture.Count("select count(*) from points_awards"));
    }

    [Fact]
    public async Task Apply_WhileBatchesRun_LosesNothing()
    {
        using var fixture = new EngineFixture(Rules);
        var events = Task.WhenAll(Enumerable.Range(0, 200).Select(i => fixture.Event($"u{i % 7}", "lessons")));
        await fixture.Apply(Rules.Replace("points: 10", "points: 11", StringComparison.Ordinal));
        var answers = await events;
        Assert.All(answers, answer => Assert.IsType<Answer.Accepted>(answer));
        Assert.Equal(fixture.Count("select sum(amount) from points_awards"), answers.OfType<Answer.Accepted>().SelectMany(answer => answer.Facts).OfType<PointsAwarded>().Sum(award => award.Amount));
        Assert.Equal(200, fixture.Count("select count(*) from journal"));
    }

    private sealed record Poison(Instant When) : Input(default, "eve", When);
}
