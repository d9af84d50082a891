using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class LevelCheckTests
{
    private static readonly LevelGenerator Seed = new(50, 100, 1.5m);

    [Fact]
    public void Generator_InRange_IsTaken() => Assert.Empty(Problems(new("xp", "XP") { Generator = Seed, LevelPolicy = new() { Cap = "level-50", AtCap = AtLevelCap.Freeze } }));

    [Fact]
    public void Generator_NumbersOutOfRange_AreRefused()
    {
        Refused(Seed with { Count = 0 }, "count", "1 to 1000");
        Refused(Seed with { Count = 1001 }, "count", "1 to 1000");
        Refused(Seed with { Base = 0 }, "base", "1 to");
        Refused(Seed with { Growth = 0.99m }, "growth", "1 to 10");
        Refused(Seed with { Growth = 1.0000000001m }, "growth", "9 decimals");
        Refused(Seed with { SoftCap = 0, GrowthAfter = 1 }, "softCap", "1 to");
        Refused(Seed with { SoftCap = 5, GrowthAfter = 11 }, "growthAfter", "1 to 10");
        Refused(Seed with { Name = "" }, "name", "1 to 255");
    }

    [Fact]
    public void Generator_ThresholdsBeyondTheLimit_AreRefused() => Refused(Seed with { Count = 200 }, "count", "which level 73 is the last to keep");

    [Fact]
    public void SoftCap_Alone_IsRefused()
    {
        Assert.Contains(Problems(new("xp", "XP") { Generator = Seed with { SoftCap = 5 } }), problem => problem.Limit.Contains("together", StringComparison.Ordinal));
        Assert.Contains(Problems(new("xp", "XP") { Generator = Seed with { GrowthAfter = 2 } }), problem => problem.Limit.Contains("together", StringComparison.Ordinal));
    }

    [Fact]
    public void Generator_BesideAList_IsRefused() =>
        Assert.Contains(Problems(new PointsDefinition("xp", "XP") { Generator = Seed } with { Levels = [Make.Level("one", 5)] }), problem => problem.Path.StartsWith("points[0].levels.generate", StringComparison.Ordinal));

    [Fact]
    public void Cap_UnknownOrMissing_IsRefused()
    {
        Assert.Contains(Problems(new("xp", "XP") { Generator = Seed, LevelPolicy = new() { Cap = "level-500" } }), problem => problem is { Path: "points[0].levels.cap", Fix: "did you mean 'level-50'?" });
        Assert.Contains(Problems(new("xp", "XP") { LevelPolicy = new() { AtCap = AtLevelCap.Freeze } }), problem => problem is { Path: "points[0].levels.atCap", Limit: "only with cap" });
    }

    private static void Refused(LevelGenerator generator, string field, string limit) =>
        Assert.Contains(Problems(new("xp", "XP") { Generator = generator }), problem => problem.Path == $"points[0].levels.generate.{field}" && problem.Limit.Contains(limit, StringComparison.Ordinal));

    private static IReadOnlyList<RulebookProblem> Problems(PointsDefinition system) => RulebookCheck.Problems(new() { Points = [system] });
}
