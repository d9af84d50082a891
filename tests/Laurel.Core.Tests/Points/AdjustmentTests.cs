using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class AdjustmentTests
{
    private static readonly PointsDefinition Xp = Make.Points("xp", Make.PerUnit("work", 1)) with
    {
        AllowsTransfers = true,
        MaxPoints = 100,
        Levels = [Make.Level("one", 50)],
        Boosts = [Make.Boost("double", 2)],
    };

    private static Rulebook Rules(PointsDefinition system) => new()
    {
        Metrics = [Make.Metric("work")],
        Points = [system],
        Leaderboards = [Make.Board("board", new RankBy.Points("xp"))],
    };

    [Fact]
    public void Adjustment_IsWholeUnboostedAndOnBoards()
    {
        var played = Scenario.Play(Rules(Xp), """
            2026-03-01T10:00Z | event work 20 | xp +40 = 40 of 20 x2; score board 1970-01-01 = 40
            2026-03-01T10:00Z | adjust xp 15  | xp +15 = 55 adjustment; level xp none > one; score board 1970-01-01 = 55
            2026-03-01T10:00Z | adjust xp 46  | rejected points_limit
            2026-03-01T10:00Z | adjust xp -56 | rejected out_of_points
            2026-03-01T10:00Z | adjust xp -55 | xp -55 = 0 adjustment; level xp one > none; score board 1970-01-01 = 0
            """);
        Assert.Equal(new("sorry", "ann", null, null), played.Facts.OfType<PointsAwarded>().Last().Note);
    }

    [Fact]
    public void Transfer_MovesTheBalanceButNoBoard()
    {
        var played = Scenario.Play(Rules(Xp), """
            2026-03-01T10:00Z | event work 20  | xp +40 = 40 of 20 x2; score board 1970-01-01 = 40
            2026-03-01T10:00Z | send xp 41 v   | rejected out_of_points
            2026-03-01T10:00Z | send xp 40 v   | xp -40 = 0 sent
            2026-03-01T10:00Z | receive xp 90 v | xp +90 = 90 received; level xp none > one
            2026-03-01T10:00Z | receive xp 90 v | xp +90 = 180 received
            2026-03-01T10:00Z | event work 1   | nothing
            """);
        Assert.Equal("v", played.Facts.OfType<PointsAwarded>().Last().Note?.OtherUser);
    }

    [Fact]
    public void Earned_AdjustmentsCountTransfersDoNot() => Scenario.Play(Rules(Xp with { LevelPolicy = new() { Follow = LevelFollow.Earned } }) with { Leaderboards = [] }, """
        2026-03-01T10:00Z | adjust xp 49    | rejected unknown_user
        2026-03-01T10:00Z | identify        | nothing
        2026-03-01T10:00Z | adjust xp 49    | xp +49 = 49 adjustment
        2026-03-01T10:00Z | receive xp 50 v | xp +50 = 99 received
        2026-03-01T10:00Z | adjust xp 1     | xp +1 = 100 adjustment; level xp none > one
        """);

    [Theory]
    [InlineData(-100, "xp -100 = -100 sent")]
    [InlineData(-99, "rejected out_of_points")]
    public void Send_WithCredit_GoesToTheFloor(long floor, string expected) => Scenario.Play(Rules(Xp with { Floor = floor }) with { Leaderboards = [] }, $"""
        2026-03-01T10:00Z | identify      | nothing
        2026-03-01T10:00Z | send xp 100 v | {expected}
        """);
}
