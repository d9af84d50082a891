using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Conditions;

/// <summary>What keeps one leaf of a condition from being used.</summary>
internal static class LeafCheck
{
    public static void Run(CheckContext context, string path, Condition leaf)
    {
        switch (leaf)
        {
            case Condition.Metric metric:
                Metric(context, path, metric);
                break;
            case Condition.Streak streak:
                KeyCheck.Reference(context, $"{path}.streak", streak.Key, context.Streaks);
                Whole(context, path, streak.Goal, Limits.IntervalMax);
                break;
            case Condition.Balance balance:
                KeyCheck.Reference(context, $"{path}.points", balance.System, context.Points);
                Whole(context, path, balance.Goal, Limits.PointsMax);
                break;
            case Condition.Level level:
                Level(context, path, level);
                break;
            case Condition.Achievement achievement:
                KeyCheck.Reference(context, $"{path}.achievement", achievement.Key, context.Achievements);
                break;
            case Condition.User user:
                User(context, $"{path}.user", user.Attributes);
                break;
        }
    }

    private static void Metric(CheckContext context, string path, Condition.Metric leaf)
    {
        var measure = leaf.Measure;
        KeyCheck.Reference(context, $"{path}.metric", measure.Metric, context.Metrics);
        FilterCheck.Run(context, $"{path}.where", measure.EventFilter, context.EventAttributes);
        if (measure.Attribute is { } attribute)
        {
            KeyCheck.Reference(context, $"{path}.attribute", attribute, context.EventAttributes);
        }

        if (measure.MinValue is { } least)
        {
            NumberCheck.Range(context, $"{path}.minValue", least, -Limits.ValueMax, Limits.ValueMax);
            NumberCheck.Scale(context, $"{path}.minValue", least);
        }

        if (measure.Window is Window.Sliding sliding && (sliding.Length < Duration.FromMinutes(1) || sliding.Length > Duration.FromDays(Limits.WindowDaysMax)))
        {
            context.Problems.Add($"{path}.within", ConditionText.Length(sliding.Length), $"1 minute to {Limits.WindowDaysMax} days", "choose a length in between, or per: month");
        }

        Goal(context, path, leaf);
    }

    private static void Goal(CheckContext context, string path, Condition.Metric leaf)
    {
        switch (leaf.Measure.Aggregation)
        {
            case MetricAggregation.Count when leaf.Measure.Window is Window.Sliding:
                Whole(context, path, leaf.Goal, Limits.WindowEventsMax - 1);
                break;
            case MetricAggregation.Count:
                Whole(context, path, leaf.Goal, Limits.PointsMax);
                break;
            case MetricAggregation.Distinct:
                Whole(context, path, leaf.Goal, Limits.DistinctMax - 1);
                break;
            default:
                Number(context, path, leaf.Goal);
                break;
        }
    }

    // A total or a length grows from 0, so a goal that 0 meets holds before anything happened.
    private static void Number(CheckContext context, string path, Goal goal)
    {
        NumberCheck.Range(context, $"{path}.{Field(goal)}", goal.Target, -Limits.TotalMax, Limits.TotalMax);
        NumberCheck.Scale(context, $"{path}.{Field(goal)}", goal.Target);
    }

    private static void Whole(CheckContext context, string path, Goal goal, long max)
    {
        var min = goal.Comparison is Comparison.Reaches or Comparison.Below ? 1 : 0;
        NumberCheck.Range(context, $"{path}.{Field(goal)}", goal.Target, min, max);
        if (decimal.Truncate(goal.Target) != goal.Target)
        {
            context.Problems.Add($"{path}.{Field(goal)}", DecimalText.Of(goal.Target), "a whole number", "round it");
        }
    }

    private static string Field(Goal goal) => goal.Comparison switch
    {
        Comparison.Reaches => "reaches",
        Comparison.Above => "above",
        Comparison.Below => "below",
        Comparison.AtMost => "atMost",
        _ => "is",
    };

    private static void Level(CheckContext context, string path, Condition.Level level)
    {
        KeyCheck.Reference(context, $"{path}.points", level.System, context.Points);
        if (context.LevelsOf(level.System) is { } levels)
        {
            KeyCheck.Reference(context, $"{path}.level", level.Key, levels);
        }
    }

    private static void User(CheckContext context, string path, ValueList<AttributeValue> attributes)
    {
        FilterCheck.Run(context, path, attributes, context.UserAttributes);
        if (attributes.Count == 0)
        {
            context.Problems.Add(path, "", "at least one attribute", "add one");
        }
    }
}
