using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Xunit;

namespace Laurel.Core.Tests.Rulebooks;

public sealed class RulebookChangesTests
{
    private static readonly Rulebook Before = new()
    {
        Metrics = [new("laps", "Laps"), new("runs", "Runs")],
        Streaks = [new("daily", "Daily", StreakFrequency.Daily) { Requirements = [new("laps", 1)] }],
        Achievements = [new("ten", "Ten", new AchievementCondition.Metric("laps", 10))],
        Points = [new("xp", "XP")
        {
            Triggers = [new("lap", 10, new TriggerCondition.Metric("laps", 1, []))],
            Levels = [new("novice", "Novice", 0)],
        }],
        Leaderboards = [new("board", "Board", new RankBy.Metric("laps"))],
    };

    [Fact]
    public void Between_EqualRulebooks_IsNothing() => Assert.Empty(RulebookChanges.Between(Before, Before with { }));

    [Fact]
    public void Between_Different_SaysKindKeyAndFields()
    {
        var after = Before with
        {
            Metrics = [new("runs", "Runs"), new("laps", "Rounds") { Units = "laps" }, new("swims", "Swims")],
            UserAttributes = [new("plan", "Plan")],
            Streaks = [Before.Streaks[0] with { Freezes = new(1, 3, 1, 7) }],
            Achievements = [],
            Points = [Before.Points[0] with
            {
                MaxPoints = 500,
                Triggers = [new("lap", 20, new TriggerCondition.Metric("laps", 2, [new("track", "north")]))],
                Boosts = [new("double", "Double", 2, new(2026, 3, 2))],
            }],
            Leaderboards = [Before.Leaderboards[0] with { Limit = null, TimeZone = "UTC", Repeat = new(7, RunUnit.Day) }],
        };

        Assert.Equal(
            [
                "changed metric laps: name: Laps → Rounds, units: '' → laps",
                "added metric swims",
                "reordered metric",
                "added user attribute plan",
                "changed streak daily: freezes: (none) → 1 at first, 3 at most, 1 every 7 days",
                "removed achievement ten",
                "changed points system xp: maxPoints: (none) → 500",
                "changed trigger xp/lap: points: 10 → 20, when: every 1 of metric laps → every 2 of metric laps, where.event: (none) → track='north'",
                "added boost xp/double",
                "changed leaderboard board: repeat: (none) → every 7 day, limit: 1000 → all, timeZone: user → UTC",
            ],
            RulebookChanges.Between(Before, after).Select(change => change.ToString()));
    }

    [Fact]
    public void Between_NewSystem_ListsItsParts() =>
        Assert.Equal(
            ["added points system xp", "added trigger xp/lap", "added level xp/novice"],
            RulebookChanges.Between(Before with { Points = [] }, Before).Select(change => change.ToString()));

    [Fact]
    public void Between_RemovedSystem_GoesAsAWhole() =>
        Assert.Equal(["removed points system xp"], RulebookChanges.Between(Before, Before with { Points = [] }).Select(change => change.ToString()));

    [Fact]
    public void Between_TwoFiltersAndOneWithAComma_AreDifferent()
    {
        var one = Before with { Achievements = [Before.Achievements[0] with { UserFilter = [new("a", "1', b='2")] }] };
        var two = Before with { Achievements = [Before.Achievements[0] with { UserFilter = [new("a", "1"), new("b", "2")] }] };

        Assert.Single(RulebookChanges.Between(one, two));
    }
}
