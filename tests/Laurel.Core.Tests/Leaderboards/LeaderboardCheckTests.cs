using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Leaderboards;

public sealed class LeaderboardCheckTests
{
    private static readonly LeaderboardDefinition Board = Make.Board("top", new RankBy.Metric("work"));

    private static readonly TieBreaker ByHits = new(new TieSource.Event("hits"));

    private static Rulebook Of(LeaderboardDefinition board) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("help")],
        UserAttributes = [Make.Attribute("role")],
        EventAttributes = [Make.Attribute("hits")],
        Streaks = [Make.Streak("daily", "work")],
        Points = [Make.Points("xp") with { Levels = [Make.Level("one", 0), Make.Level("two", 20)] }],
        Achievements = [Make.ByApi("done")],
        Leaderboards = [board],
    };

    [Theory]
    [InlineData(Aggregation.Sum)]
    [InlineData(Aggregation.Average)]
    public void Aggregation_OfMetricOrPoints_IsTaken(Aggregation aggregation)
    {
        Taken(Board with { Aggregation = aggregation });
        Taken(Board with { Aggregation = aggregation, RankBy = new RankBy.Points("xp") });
    }

    [Fact]
    public void Aggregation_OfStreakOrWeightedMetrics_IsRefused()
    {
        Refused(Board with { RankBy = new RankBy.Streak("daily"), Aggregation = Aggregation.Maximum }, "aggregation", "not for boards ranked by a streak");
        Refused(Board with { RankBy = new RankBy.Weighted([new("work", 1)]), Aggregation = Aggregation.Count }, "aggregation", "only sum");
    }

    [Fact]
    public void CreatedAs_IsAKeyThatNoBoardHas()
    {
        Taken(Board with { CreatedAs = "first" });
        Refused(Board with { CreatedAs = "top" }, "createdAs", "a key that no leaderboard has");
        Refused(Board with { CreatedAs = "the first" }, "createdAs", "letters a-z");
    }

    [Fact]
    public void StreakBoard_WithAWindow_IsRefused()
    {
        Refused(Board with { RankBy = new RankBy.Streak("daily"), WindowFrom = new LocalTime(6, 0) }, "window", "lost at midnight");
        Refused(Board with { RankBy = new RankBy.Streak("daily"), WindowTo = new LocalTime(6, 0) }, "window", "lost at midnight");
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("-0.001", true)]
    [InlineData("1000", true)]
    [InlineData("0", false)]
    [InlineData("1000.001", false)]
    [InlineData("0.0001", false)]
    public void Weight_AtAndOverItsLimits(string weight, bool isTaken)
    {
        var board = Board with { RankBy = new RankBy.Weighted([new("help", 1), new("work", decimal.Parse(weight, System.Globalization.CultureInfo.InvariantCulture))]) };
        if (isTaken)
        {
            Taken(board);
        }
        else
        {
            Refused(board, "rankBy.sum[1].weight", "a number other than 0");
        }
    }

    [Fact]
    public void WeightedMetrics_NoneTwiceOrUnknown_AreRefused()
    {
        Refused(Board with { RankBy = new RankBy.Weighted([]) }, "rankBy.sum", "a list of metrics");
        Refused(Board with { RankBy = new RankBy.Weighted([new("work", 1), new("work", 2)]) }, "rankBy.sum[1].metric", "each metric once");
        Refused(Board with { RankBy = new RankBy.Weighted([new("wrok", 1)]) }, "rankBy.sum[0].metric", "metric");
    }

    [Fact]
    public void TieBreakers_MoreThanTwo_AreRefused() =>
        Refused(Board with { Aggregation = Aggregation.Latest, TieBreakers = [ByHits, ByHits, ByHits] }, "tieBreakers", "at most 2");

    [Fact]
    public void TieBreaker_UnknownOrAverage_IsRefused()
    {
        Taken(Board with { TieBreakers = [new(new TieSource.Metric("help", Aggregation.Minimum)), new(new TieSource.Points("xp", Aggregation.Count))] });
        Refused(Board with { TieBreakers = [new(new TieSource.Metric("hlp", Aggregation.Sum))] }, "tieBreakers[0].metric", "metric");
        Refused(Board with { TieBreakers = [new(new TieSource.Points("x", Aggregation.Sum))] }, "tieBreakers[0].points", "points system");
        Refused(Board with { TieBreakers = [new(new TieSource.Metric("help", Aggregation.Average))] }, "tieBreakers[0].aggregation", "sum, maximum");
    }

    [Fact]
    public void TieBreaker_ByEvent_NeedsTheScoreOfOneEvent()
    {
        Taken(Board with { Aggregation = Aggregation.Minimum, TieBreakers = [ByHits] });
        Refused(Board with { TieBreakers = [ByHits] }, "tieBreakers[0].event", "maximum, minimum or latest");
        Refused(Board with { RankBy = new RankBy.Points("xp"), Aggregation = Aggregation.Maximum, TieBreakers = [ByHits] }, "tieBreakers[0].event", "one metric");
        Refused(Board with { Aggregation = Aggregation.Maximum, TieBreakers = [new(new TieSource.Event("role"))] }, "tieBreakers[0].event", "event attribute");
    }

    [Fact]
    public void Entry_AtAndOverItsLimits()
    {
        Taken(Board with { Entry = new() { MinimumCount = 10_000, ActiveWithinDays = 1, Level = new("xp", "two"), Achievement = "done", Except = [new("role", "staff"), new("role", "bot")] } });
        Refused(Board with { Entry = new() { MinimumCount = 0 } }, "entry.minimumCount", "1 to 10000");
        Refused(Board with { Entry = new() { ActiveWithinDays = 10_001 } }, "entry.activeWithinDays", "1 to 10000");
        Refused(Board with { Entry = new() { Level = new("px", "two") } }, "entry.level.points", "points system");
        Refused(Board with { Entry = new() { Level = new("xp", "too") } }, "entry.level.level", "level");
        Refused(Board with { Entry = new() { Achievement = "undone" } }, "entry.achievement", "achievement");
        Refused(Board with { Entry = new() { Except = [new("rol", "staff")] } }, "entry.except.rol", "user attribute");
        Refused(Board with { AnonymousName = "" }, "anonymousName", "1 to 255");
    }

    [Fact]
    public void Changes_OfNewFields_AreTold()
    {
        var after = Board with
        {
            RankBy = new RankBy.Weighted([new("work", 2), new("help", 0.5m)]), Aggregation = Aggregation.Maximum, Order = RankOrder.Ascending,
            TieBreakers = [new(new TieSource.Metric("help", Aggregation.Count), RankOrder.Ascending), new(new TieSource.Points("xp", Aggregation.Sum)), ByHits],
        };

        Assert.Equal(
            "changed leaderboard top: rankBy: metric work → sum of 2 work, 0.5 help, aggregation: sum → maximum, order: descending → ascending, "
                + "tieBreakers: (none) → count of metric help ascending, sum of points xp descending, event hits descending",
            Assert.Single(RulebookChanges.Between(Of(Board), Of(after))).ToString());
    }

    private static void Taken(LeaderboardDefinition board) => Assert.Empty(RulebookCheck.Problems(Of(board)));

    private static void Refused(LeaderboardDefinition board, string field, string limit)
    {
        var problem = Assert.Single(RulebookCheck.Problems(Of(board)));
        Assert.Equal($"leaderboards[0].{field}", problem.Path);
        Assert.Contains(limit, problem.Limit, StringComparison.Ordinal);
    }
}
