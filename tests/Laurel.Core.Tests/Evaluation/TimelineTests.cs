using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Evaluation;

public sealed class TimelineTests
{
    [Fact]
    public void Empty_IsRefused() => Assert.Throws<ArgumentException>(() => new Timeline([]));

    [Theory]
    [InlineData(2, "2026-03-01T00:00Z", 2, "2026-03-02T00:00Z")]
    [InlineData(2, "2026-03-01T00:00Z", 3, "2026-02-28T23:59Z")]
    public void Descending_IsRefused(int first, string firstAt, int second, string secondAt) => Assert.Throws<ArgumentException>(() =>
        new Timeline([new Plan(Rulebook.Empty, first, Make.At(firstAt)), new Plan(Rulebook.Empty, second, Make.At(secondAt))]));

    [Theory]
    [InlineData("2020-01-01T00:00Z", 1)]
    [InlineData("2026-02-28T23:59Z", 1)]
    [InlineData("2026-03-01T00:00Z", 2)]
    [InlineData("2026-04-01T00:00Z", 3)]
    public void InForce_IsTheLatestThatHasTakenEffect(string at, int version)
    {
        var timeline = Make.Versions(Rulebook.Empty, ("2026-03-01T00:00Z", Rulebook.Empty), ("2026-04-01T00:00Z", Rulebook.Empty));
        Assert.Equal(version, timeline.InForceAt(Make.At(at)).Version);
    }

    [Fact]
    public void NewUser_StartsUnderTheVersionInForce_WithoutHistory()
    {
        var rulebook = new Rulebook { Metrics = [Make.Metric("a")] };
        var timeline = Make.Versions(Rulebook.Empty, ("2026-03-01T00:00Z", rulebook));
        var accepted = Evaluator.Evaluate(timeline, null, new MetricEvent(default, "u", Make.At("2026-03-01T00:00Z"), "a", 1));
        Assert.Equal(2, Assert.IsType<Evaluated.Accepted>(accepted).Next.Version);
    }

    [Fact]
    public void NewCounter_WithoutHistory_AsksForIt()
    {
        var timeline = Make.Versions(Rulebook.Empty, ("2026-03-01T00:00Z", new Rulebook { Metrics = [Make.Metric("a")] }));
        var created = Assert.IsType<Evaluated.Accepted>(Evaluator.Evaluate(timeline, null, new Identify(default, "u", Make.At("2026-02-01T00:00Z"))));
        Assert.IsType<Evaluated.NeedsHistory>(Evaluator.Evaluate(timeline, created.Next, new Tick("u", Make.At("2026-03-01T00:00Z"))));
        Assert.IsType<Evaluated.Accepted>(Evaluator.Evaluate(timeline, created.Next, new Tick("u", Make.At("2026-02-28T23:59Z"))));
    }

    [Fact]
    public void FactsBeyondTheirLimit_AreABug()
    {
        var rulebook = new Rulebook { Points = [Make.Points("xp", Make.Hours("refill", 1, 1))] };
        var created = Assert.IsType<Evaluated.Accepted>(Evaluator.Evaluate(Timeline.Of(rulebook), null, new Identify(default, "u", Make.At("2000-01-01T00:00Z"))));
        var full = Make.At("2000-01-01T00:00Z") + Duration.FromHours(Limits.FactsMax);
        var accepted = Assert.IsType<Evaluated.Accepted>(Evaluator.Evaluate(Timeline.Of(rulebook), created.Next, new Tick("u", full)));
        Assert.Equal(Limits.FactsMax, accepted.Facts.Count);
        Assert.Throws<InvalidOperationException>(() => Evaluator.Evaluate(Timeline.Of(rulebook), created.Next, new Tick("u", full + Duration.FromHours(1))));
    }
}
