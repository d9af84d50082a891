namespace Laurel.Core.Points;

/// <summary>
/// What a level is read from. Balance: the present balance, so deductions can take a level away. HighWater: the highest balance
/// there has been. Earned: everything that was ever earned, deductions left out.
/// </summary>
public enum LevelFollow { Balance, HighWater, Earned }

/// <summary>What happens to points at the level cap. Continue: the balance goes on growing. Freeze: nothing is earned any more.</summary>
public enum AtLevelCap { Continue, Freeze }

/// <summary>How levels are held.</summary>
public sealed record LevelPolicy
{
    public static readonly LevelPolicy Default = new();

    public LevelFollow Follow { get; init; } = LevelFollow.Balance;

    /// <summary>Key of the highest level that can be held for now; null: the last one.</summary>
    public string? Cap { get; init; }

    public AtLevelCap AtCap { get; init; } = AtLevelCap.Continue;
}

/// <summary>How far a user is on the way from one level to the next.</summary>
/// <param name="Level">Held now; null: none yet.</param>
/// <param name="Next">The next one; null at the top or at the cap.</param>
/// <param name="Into">Points since the threshold of the level held, or since 0 without one.</param>
/// <param name="Missing">Points to the next level; 0 without one.</param>
/// <param name="Percent">Of the way from threshold to threshold, 0 to 100, cut to two decimals; 100 without a next level.</param>
public sealed record LevelProgress(LevelDefinition? Level, LevelDefinition? Next, long Into, long Missing, decimal Percent);
