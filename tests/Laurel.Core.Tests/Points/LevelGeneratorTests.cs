using System.Numerics;
using Laurel.Core.Points;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class LevelGeneratorTests
{
    [Fact]
    public void Steps_Seed_CostsFloorOfHundredTimesPowersToTheLastDigit()
    {
        var thresholds = Thresholds(new(51, 100, 1.5m));
        for (var level = 1; level <= 50; level++)
        {
            var cost = 100 * BigInteger.Pow(3, level - 1) / BigInteger.Pow(2, level - 1);
            Assert.Equal(cost, thresholds[level] - thresholds[level - 1]);
        }

        Assert.Equal([0, 100, 250, 475, 812, 1318, 2077, 3216, 4924], thresholds.Take(9));
        Assert.Equal(42_508_100_014, thresholds[50] - thresholds[49]);
    }

    [Fact]
    public void Totals_Curve_IsThatOfCase29() =>
        Assert.Equal([0, 120, 276, 479, 742, 1085, 1531, 2110, 2863, 3842], Thresholds(new(10, 120, 1.3m) { Rounding = LevelRounding.Totals }));

    [Theory]
    [InlineData(LevelRounding.Steps)]
    [InlineData(LevelRounding.Totals)]
    public void Growth_OfOne_GivesMultiples(LevelRounding rounding) =>
        Assert.Equal(Enumerable.Range(0, 1000).Select(index => index * 120L), Thresholds(new(1000, 120, 1) { Rounding = rounding }));

    [Fact]
    public void SoftCap_StepsAfterIt_GrowOtherwise() =>
        Assert.Equal([0, 100, 300, 700, 800 + 300, 1100 + 400], Thresholds(new(6, 100, 2) { SoftCap = 3, GrowthAfter = 1 }));

    [Fact]
    public void Seed_HundredLevelsWithSoftCap_Exist() =>
        Assert.Equal(100, Thresholds(new(100, 100, 1.5m) { SoftCap = 50, GrowthAfter = 1.1m }).Length);

    [Fact]
    public void Thresholds_BeyondTheLimit_EndEarly() => Assert.All(Thresholds(new(1000, 1, 10)), points => Assert.True(points <= Limits.PointsMax));

    [Theory]
    [InlineData(0, 1, "1")]
    [InlineData(1001, 1, "1")]
    [InlineData(5, 0, "1")]
    [InlineData(5, 1, "0.999999999")]
    [InlineData(5, 1, "10.1")]
    public void Numbers_OutOfRange_GiveNothing(int count, long from, string growth) =>
        Assert.Empty(new LevelGenerator(count, from, decimal.Parse(growth, System.Globalization.CultureInfo.InvariantCulture)).Levels());

    [Fact]
    public void Levels_AreNamedAndNumbered() =>
        Assert.Equal([new("level-1", "Rang 1", 0), new("level-2", "Rang 2", 5)], new LevelGenerator(2, 5, 1) { Name = "Rang" }.Levels());

    private static long[] Thresholds(LevelGenerator generator) => [.. generator.Levels().Select(level => level.Points)];
}
