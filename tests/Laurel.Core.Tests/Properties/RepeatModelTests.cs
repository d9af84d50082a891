using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Properties;

/// <summary>Repeatable achievements against a sum that starts over.</summary>
public sealed class RepeatModelTests
{
    [Fact]
    public void Completions_AreThoseOfASumThatStartsOver() => Seeds.Each(300, random =>
    {
        var (target, times) = (random.Next(1, 12), random.Next(2, 6));
        var timeline = Timeline.Of(new() { Metrics = [Make.Metric("work")], Achievements = [Make.Reaches("again", "work", target) with { MaxTimes = times }] });
        UserState? state = null;
        var (sum, count, at) = (0m, 0, Make.At("2026-03-01T00:00Z"));
        for (var i = 1; i < 60; i++)
        {
            at += Duration.FromMinutes(random.Next(3));
            var value = random.Pick([1m, 2m, 5m, 0.5m, -1m, 30m]);
            var accepted = (Evaluated.Accepted)Evaluator.Evaluate(timeline, state, new MetricEvent(new InputId(new Guid(i, 0, 0, new byte[8])), "u", at, "work", value));
            state = accepted.Next;
            sum += value;
            var isReached = sum >= target && count < times;
            (sum, count) = isReached ? (0, count + 1) : (sum, count);
            Assert.Equal(isReached ? [count] : [], accepted.Facts.OfType<AchievementCompleted>().Select(fact => fact.Count));
        }

        Assert.Equal(count, state?.Achievements[0]?.Count ?? 0);
    });
}
