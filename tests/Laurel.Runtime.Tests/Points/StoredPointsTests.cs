using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests.Engines;
using Xunit;

namespace Laurel.Runtime.Tests.Points;

public sealed class StoredPointsTests
{
    private const string Rules = """
        metrics: [{key: lessons}]
        attributes: {event: [{key: lesson}]}
        points:
          - key: xp
            limits: [{points: 500, per: week}, {awards: 1000, per: ever}]
            levels: {generate: {count: 5, base: 10, growth: 2}, follow: earned}
            triggers:
              - {key: lesson, points: 10, metric: lessons, oncePer: lesson, limits: [{awards: 20, per: day}, {awards: 5, within: 7d}]}
              - {key: practice, points: 5, metric: lessons, coolDown: 1h, diminishing: [{after: 3, factor: 0.5}]}
              - {key: late, points: 5, metric: lessons, window: {from: '23:59'}}
        """;

    [Fact]
    public async Task Restart_AfterLimitedAwards_KnowsWhatTheyRemember()
    {
        using var fixture = new EngineFixture(Rules);
        foreach (var lesson in (string[])["a", "b", "a", "c"])
        {
            await fixture.Engine.Submit(Submission(fixture, lesson));
        }

        var before = fixture.Engine.Find(Space.Default, "ada");
        Assert.Equal(2, before?.Points[0].Triggers.Count);
        fixture.Restart();
        Assert.Equal(before, fixture.Engine.Find(Space.Default, "ada"));
        Assert.Equal(4, fixture.Count("select count(*) from award_limits"));
        Assert.Equal("lesson repeated 10 0", fixture.Text("select trigger_key || ' ' || reason || ' ' || wanted || ' ' || granted from award_limits where reason = 'repeated'"));
    }

    [Fact]
    public async Task Expiry_AfterARestart_FallsDueAndIsARowOfTheLedger()
    {
        using var fixture = new EngineFixture(Rules.Replace("limits: [{points: 500", "expiry: {days: 7}\n    limits: [{points: 500", StringComparison.Ordinal));
        await fixture.Engine.Submit(Submission(fixture, "a"));
        var before = fixture.Engine.Find(Space.Default, "ada");
        Assert.Single(before?.Points[0].Lots ?? []);
        fixture.Restart();
        Assert.Equal(before, fixture.Engine.Find(Space.Default, "ada"));
        fixture.MoveTo("2026-04-03T10:00:00Z");
        await fixture.Tick();
        Assert.Equal("expired -15 0", fixture.Text("select kind || ' ' || amount || ' ' || balance from points_awards where kind <> 'trigger'"));
        Assert.Empty(fixture.Engine.Find(Space.Default, "ada")?.Points[0].Lots ?? []);
    }

    [Fact]
    public async Task Prestige_AfterARestart_IsRememberedAndCountsOn()
    {
        using var fixture = new EngineFixture("""
            metrics: [{key: lessons}]
            achievements: [{key: first, when: {metric: lessons, reaches: 1}}]
            points:
              - key: xp
                triggers: [{key: lesson, points: 10, metric: lessons}]
                levels: [{key: far, points: 10}]
                prestige: {level: far, bonus: 0.1, resets: {achievements: [first], metrics: [lessons]}}
            """);
        await fixture.Event("ada", "lessons");
        Assert.IsType<Answer.Accepted>(await fixture.Engine.Submit(new Submission(Space.Default, new Prestige(InputIds.New(fixture.GetCurrentInstant()), "ada", fixture.GetCurrentInstant(), "xp"), IsKeyed: false, AtArrival: false)));
        var before = fixture.Engine.Find(Space.Default, "ada");
        fixture.Restart();
        Assert.Equal(before, fixture.Engine.Find(Space.Default, "ada"));
        await fixture.Event("ada", "lessons");
        Assert.Equal("1 far", fixture.Text("select times || ' ' || level from prestiges"));
        Assert.Equal("first 1", fixture.Text("select achievement || ' ' || times from achievement_resets"));
        Assert.Equal("first 2", fixture.Text("select achievement || ' ' || times from achievement_repetitions"));
        string[] awards = [.. Enumerable.Range(0, 3).Select(i => fixture.Text($"select kind || ' ' || amount || ' ' || multiplier from points_awards order by seq, ordinal limit 1 offset {i}"))];
        Assert.Equal(["trigger 10 1", "reset -10 1", "trigger 11 1.1"], awards);
        Assert.Equal("{\"points\":\"xp\"}", fixture.Text("select body from journal where kind = 'prestige'"));
    }

    [Fact]
    public async Task Journal_AdjustmentsAndTransfers_AreReadAsWritten()
    {
        using var fixture = new EngineFixture(Rules.Replace("limits: [{points: 500", "transfers: true\n    limits: [{points: 500", StringComparison.Ordinal));
        await fixture.Event("ada", "lessons");
        var at = fixture.GetCurrentInstant();
        Input[] inputs =
        [
            new AdjustPoints(InputIds.New(at), "ada", at, "xp", 7) { Reason = "lost parcel", Author = "ann" },
            new SendPoints(InputIds.New(at), "ada", at, "xp", 5) { To = "bob", Transfer = Guid.AllBitsSet },
            new ReceivePoints(InputIds.New(at), "ada", at, "xp", 2) { From = "bob", Transfer = Guid.AllBitsSet },
        ];
        foreach (var input in inputs)
        {
            Assert.IsType<Answer.Accepted>(await fixture.Engine.Submit(new Submission(Space.Default, input, IsKeyed: false, AtArrival: false)));
        }

        Assert.Equal("adjustment 7 lost parcel ann", fixture.Text("select kind || ' ' || amount || ' ' || reason || ' ' || author from points_awards where kind = 'adjustment'"));
        Assert.Equal("sent -5 bob,received 2 bob", fixture.Text("select kind || ' ' || amount || ' ' || other_user_id from points_awards where other_user_id is not null order by seq"));
        Assert.Equal("adjust,send,receive", fixture.Text("select kind from journal where kind <> 'event' order by seq"));
        fixture.MoveTo("2026-03-03T10:00:00Z");
        await fixture.Apply(Rules.Replace("metrics: [", "metrics: [{key: other}, ", StringComparison.Ordinal));
        await fixture.Event("ada", "other");
        Assert.Equal(9, fixture.Engine.Find(Space.Default, "ada")?.Points[0].Balance);
    }

    private static Submission Submission(EngineFixture fixture, string lesson)
    {
        var submission = fixture.EventOf("ada", "lessons");
        var attributes = AttributeSet.Of([KeyValuePair.Create("lesson", lesson)]);
        return submission with { Input = submission.Input is MetricEvent input ? input with { Attributes = attributes } : submission.Input };
    }
}
