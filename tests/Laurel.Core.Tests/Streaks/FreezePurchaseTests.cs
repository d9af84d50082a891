using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

public sealed class FreezePurchaseTests
{
    private static Rulebook Rules(FreezeSettings? freezes, long floor = 0) => new()
    {
        Metrics = [Make.Metric("lessons"), Make.Metric("work")],
        Streaks = [Make.Streak("daily", "lessons") with { Freezes = freezes }],
        Points = [Make.Points("xp", Make.PerUnit("work", 1)) with { Floor = floor, Boosts = [Make.Boost("double", 2)] }],
    };

    private static readonly FreezeSettings ForSale = new(0, 3, 0, 0) { Price = new("xp", 50) };

    [Fact]
    public void Bought_IsPaidUnboostedAndCoversAMissedDay()
    {
        var played = Scenario.Play(Rules(ForSale), """
            2026-03-01T10:00Z | event work 60   | xp +120 = 120 of 60 x2
            2026-03-01T10:00Z | event lessons 1 | streak daily 1 started
            2026-03-01T11:00Z | buy daily 2     | xp -100 = 20 spent; freeze daily +2 bought = 2
            2026-03-01T11:00Z | buy daily 1     | rejected out_of_points
            2026-03-03T10:00Z | event lessons 1 | freeze daily used 2026-03-02 left 1 @2026-03-03T00:00Z; streak daily 2
            """);
        Assert.Equal("2 freezes of streak daily", played.Facts.OfType<PointsAwarded>().Last().Note?.Reason);
    }

    [Fact]
    public void Bought_BeyondTheMaximum_IsRefusedWhole() => Scenario.Play(Rules(ForSale), """
        2026-03-01T10:00Z | event work 500 | xp +1000 = 1000 of 500 x2
        2026-03-01T11:00Z | buy daily 4    | rejected freeze_limit
        2026-03-01T11:00Z | buy daily 0    | rejected freeze_limit
        2026-03-01T11:00Z | buy daily 3    | xp -150 = 850 spent; freeze daily +3 bought = 3
        2026-03-01T11:00Z | buy daily 1    | rejected freeze_limit
        """);

    [Theory]
    [InlineData("-50", "xp -50 = -50 spent; freeze daily +1 bought = 1")]
    [InlineData("-49", "rejected out_of_points")]
    public void Bought_OnCredit_GoesToTheFloor(string floor, string expected) => Scenario.Play(Rules(ForSale, long.Parse(floor, null)), $"""
        2026-03-01T10:00Z | buy daily 1 | rejected unknown_user
        2026-03-01T10:00Z | identify    | nothing
        2026-03-01T10:00Z | buy daily 1 | {expected}
        2026-03-01T10:00Z | buy night 1 | rejected unknown_streak
        """);

    [Fact]
    public void NotForSale_IsRefused()
    {
        const string Row = """
            2026-03-01T10:00Z | identify    | nothing
            2026-03-01T10:00Z | buy daily 1 | rejected 
            """;
        Scenario.Play(Rules(null), Row + "freezes_disabled");
        Scenario.Play(Rules(ForSale with { Price = null }), Row + "freezes_not_for_sale");
    }

    [Fact]
    public void Check_APriceInUnknownPoints_IsRefusedWithTheNearest()
    {
        var problems = RulebookCheck.Problems(Rules(ForSale with { Price = new("xpp", 0) }));
        Assert.Equal(["streaks[0].freezes.price.points: 'xpp'", "streaks[0].freezes.price.amount: '0'"], problems.Select(problem => $"{problem.Path}: '{problem.Value}'"));
        Assert.Contains("'xp'", problems[0].Fix, StringComparison.Ordinal);
    }
}
