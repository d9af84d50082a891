using Laurel.Runtime.Achievements;
using Laurel.Runtime.Spaces;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Engines;

/// <summary>Who completed an achievement, kept up with every commit and read again at start.</summary>
public sealed class StatisticsTests
{
    private const string Rules = """
        metrics: [{key: lessons}]
        achievements:
          - {key: two, when: {metric: lessons, reaches: 2}, maxTimes: 5}
        """;

    [Fact]
    public async Task Statistics_KeptUpOrReadAgain_AreTheSame()
    {
        using var fixture = new EngineFixture(Rules);
        foreach (var (at, user, value) in new[]
        {
            ("2026-03-02T10:00:00Z", "ada", 1m), ("2026-03-02T11:00:00Z", "bob", 2m), ("2026-03-02T12:00:00Z", "ada", 1m),
            ("2026-03-02T13:00:00Z", "bob", 2m), ("2026-03-02T14:00:00Z", "cy", 1m),
        })
        {
            fixture.MoveTo(at);
            await fixture.Event(user, "lessons", value);
        }

        AssertStatistics(Of(fixture));
        fixture.Restart();
        AssertStatistics(Of(fixture));
    }

    [Fact]
    public void Statistics_OfNobody_AreEmpty()
    {
        using var fixture = new EngineFixture(Rules);

        Assert.Equal(AchievementStatistics.None, Of(fixture));
    }

    private static AchievementStatistics Of(EngineFixture fixture) => fixture.Engine.Projections.Tallies.Statistics(Space.Default.Id, "two");

    private static void AssertStatistics(AchievementStatistics statistics)
    {
        Assert.Equal((3, 2), (statistics.CompletionsCount, statistics.EarnersCount));
        Assert.Equal(66.67, statistics.Share, 0.01);
        Assert.Equal(new Earner("bob", EngineFixture.At("2026-03-02T11:00:00Z")), statistics.First);
        Assert.Equal(["bob", "ada", "bob"], statistics.Recent.Select(earner => earner.User));
        Assert.Equal(Duration.FromHours(1), statistics.AverageTimeToEarn);
    }
}
