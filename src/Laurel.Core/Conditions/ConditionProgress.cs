namespace Laurel.Core.Conditions;

/// <summary>How far a user is.</summary>
/// <param name="Current">Of what the condition measures; for combinations the number of parts that hold.</param>
/// <param name="Target">What <paramref name="Current"/> is compared with; above 0.</param>
/// <param name="Percent">0 to 100, two decimals, rounded down; 100 when the condition holds.</param>
public readonly record struct ConditionProgress(decimal Current, decimal Target, decimal Percent)
{
    /// <summary>Of something that cannot be reached in part.</summary>
    internal static ConditionProgress Of(bool holds) => holds ? new(1, 1, 100) : new(0, 1, 0);

    /// <summary>Of a value that grows towards a goal; falling under one cannot be reached in part.</summary>
    internal static ConditionProgress Of(Goal goal, decimal? value)
    {
        var holds = value is { } present && goal.IsMetBy(present);
        if (goal.Comparison is Comparison.Below or Comparison.AtMost || goal.Target <= 0)
        {
            return Of(holds);
        }

        var current = value ?? 0;
        return new(current, goal.Target, holds ? 100 : Math.Min(Part(current, goal.Target), 99.99m));
    }

    /// <summary>The share as percent with two decimals, rounded down.</summary>
    internal static decimal Part(decimal current, decimal target) => Math.Clamp(decimal.Floor(current / target * 10_000) / 100, 0, 100);
}
