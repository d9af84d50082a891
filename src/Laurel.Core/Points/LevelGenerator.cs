using System.Numerics;

namespace Laurel.Core.Points;

/// <summary>Where generated thresholds become whole numbers: each step is cut to a whole number before it is added, or the exact sum is rounded to the nearest.</summary>
public enum LevelRounding { Steps, Totals }

/// <summary>
/// Levels by formula. Level 1 is at 0; the step from level 1 to 2 costs <paramref name="Base"/>, and each later step costs
/// <paramref name="Growth"/> times the one before it. Computed in exact fractions.
/// </summary>
/// <param name="Count">Levels, 1 to <see cref="Limits.DefinitionsMax"/>: the last one is the highest.</param>
/// <param name="Base">Points from level 1 to 2, at least 1.</param>
/// <param name="Growth">1 to <see cref="Limits.GrowthMax"/>.</param>
public sealed record LevelGenerator(int Count, long Base, decimal Growth)
{
    /// <summary>From the step after this level's on, <see cref="GrowthAfter"/> takes the place of the growth; null: never.</summary>
    public int? SoftCap { get; init; }

    /// <summary>1 to <see cref="Limits.GrowthMax"/>; together with <see cref="SoftCap"/>.</summary>
    public decimal? GrowthAfter { get; init; }

    public LevelRounding Rounding { get; init; } = LevelRounding.Steps;

    /// <summary>Level n is called by this name and n.</summary>
    public string Name { get; init; } = "Level";

    /// <summary>
    /// The levels, with the keys level-1, level-2 …; they end early where a threshold would pass <see cref="Limits.PointsMax"/>,
    /// and there are none when a number is out of its range.
    /// </summary>
    public ValueList<LevelDefinition> Levels() => !IsInRange
        ? []
        : [.. Thresholds().TakeWhile(points => points <= Limits.PointsMax).Select((points, index) => new LevelDefinition($"level-{index + 1}", $"{Name} {index + 1}", points))];

    private bool IsInRange =>
        Count is >= 1 and <= Limits.DefinitionsMax && Base is >= 1 and <= Limits.PointsMax
        && Growth is >= 1 and <= Limits.GrowthMax && GrowthAfter is null or (>= 1 and <= Limits.GrowthMax);

    // A step costs step / scale, all steps so far cost exact / scale.
    private IEnumerable<long> Thresholds()
    {
        var (step, exact, scale, whole) = ((BigInteger)Base, BigInteger.Zero, BigInteger.One, BigInteger.Zero);
        yield return 0;
        for (var level = 2; level <= Count; level++)
        {
            if (level > 2)
            {
                var (times, over) = Fraction(level - 1 > SoftCap ? GrowthAfter ?? Growth : Growth);
                (step, exact, scale) = (step * times, exact * over, scale * over);
            }

            exact += step;
            whole = Rounding == LevelRounding.Steps ? whole + (step / scale) : ((2 * exact) + scale) / (2 * scale);
            yield return whole > Limits.PointsMax ? long.MaxValue : (long)whole;
        }
    }

    private static (BigInteger Times, BigInteger Over) Fraction(decimal number)
    {
        var over = BigInteger.One;
        for (; number != decimal.Truncate(number); over *= 10)
        {
            number *= 10;
        }

        return ((BigInteger)number, over);
    }
}
