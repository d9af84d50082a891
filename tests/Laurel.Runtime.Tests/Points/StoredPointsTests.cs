using Laurel.Core;
using Laurel.Core.Inputs;
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

    private static Submission Submission(EngineFixture fixture, string lesson)
    {
        var submission = fixture.EventOf("ada", "lessons");
        var attributes = AttributeSet.Of([KeyValuePair.Create("lesson", lesson)]);
        return submission with { Input = submission.Input is MetricEvent input ? input with { Attributes = attributes } : submission.Input };
    }
}
