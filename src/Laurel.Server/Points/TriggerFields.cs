using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>The fields of a trigger that hang on its type.</summary>
internal static class TriggerFields
{
    /// <summary>The types that can be created here; others come with a rulebook.</summary>
    public static readonly string[] Types = ["metric", "achievement", "streak", "time", "user_creation"];

    public static string TypeOf(TriggerCondition when) => when switch
    {
        TriggerCondition.Metric => "metric",
        TriggerCondition.Streak => "streak",
        TriggerCondition.Achievement => "achievement",
        TriggerCondition.Time => "time",
        TriggerCondition.Level => "level",
        TriggerCondition.Completed => "completed",
        _ => "user_creation",
    };

    public static TriggerResponse Show(Revision revision, TriggerDefinition definition, TriggerResponse body) => definition.When switch
    {
        TriggerCondition.Metric metric => body with
        {
            MetricId = WireText.Of(revision.Id("metric", metric.Key)),
            MetricThreshold = metric.Every,
            EventAttributes = revision.Shown(metric.EventFilter, "event"),
        },
        TriggerCondition.Streak streak => body with { StreakLength = streak.Every },
        TriggerCondition.Achievement achievement => body with { AchievementId = WireText.Of(revision.Id("achievement", achievement.Key)) },
        TriggerCondition.Time time => body with { TimeUnit = time.Unit == TriggerTimeUnit.Hour ? "hours" : "days", TimeInterval = time.Every },
        _ => body,
    };

    /// <summary>The condition of a trigger of <paramref name="type"/>; what is not said stays as it was before. Null: something is missing.</summary>
    public static TriggerCondition? Read(Revision revision, FieldReader item, string type, TriggerCondition before)
    {
        RefuseOthers(item, type);
        return type switch
        {
            "metric" => Metric(revision, item, before as TriggerCondition.Metric),
            "streak" => Streak(revision, item, before as TriggerCondition.Streak),
            "achievement" => Achievement(revision, item, before as TriggerCondition.Achievement),
            "time" => Time(item, before as TriggerCondition.Time),
            "user_creation" => new TriggerCondition.Signup(),
            _ => before,
        };
    }

    private static TriggerCondition.Metric? Metric(Revision revision, FieldReader item, TriggerCondition.Metric? before)
    {
        var key = Required(item, "metricId", revision.Reference(item, "metricId", revision.MetricOf) ?? before?.Key);
        var every = Required(item, "metricThreshold", item.Whole("metricThreshold", 1, Limits.PointsMax) ?? before?.Every);
        var filter = revision.Filter(item, "eventAttributes", "event") ?? before?.EventFilter ?? [];
        return key is null || every is not { } threshold ? null : new(key, threshold, filter);
    }

    private static TriggerCondition.Streak? Streak(Revision revision, FieldReader item, TriggerCondition.Streak? before)
    {
        var streak = revision.Rulebook.DefaultStreak is >= 0 and var shown ? revision.Rulebook.Streaks[shown].Key : null;
        if ((before?.Key ?? streak) is not { } key)
        {
            item.Problem("type", "needs a streak, and there is none");
            return null;
        }

        var every = Required(item, "streakLength", item.Whole("streakLength", 1, Limits.IntervalMax) ?? before?.Every);
        return every is { } length ? new(key, (int)length) : null;
    }

    private static TriggerCondition.Achievement? Achievement(Revision revision, FieldReader item, TriggerCondition.Achievement? before)
    {
        var key = Required(item, "achievementId", revision.Reference(item, "achievementId", revision.AchievementOf) ?? before?.Key);
        return key is null ? null : new(key);
    }

    private static TriggerCondition.Time? Time(FieldReader item, TriggerCondition.Time? before)
    {
        TriggerTimeUnit? given = item.Word("timeUnit", "hours", "days") switch { "hours" => TriggerTimeUnit.Hour, "days" => TriggerTimeUnit.Day, _ => null };
        var unit = Required(item, "timeUnit", given ?? before?.Unit);
        var every = Required(item, "timeInterval", item.Whole("timeInterval", 1, Limits.IntervalMax) ?? before?.Every);
        return unit is { } known && every is { } interval ? new((int)interval, known) : null;
    }

    private static T? Required<T>(FieldReader item, string field, T? value)
    {
        if (value is null && !item.Has(field))
        {
            item.Problem(field, "is required");
        }

        return value;
    }

    private static void RefuseOthers(FieldReader item, string type)
    {
        foreach (var (field, owner) in OwnedFields)
        {
            if (owner != type && item.Has(field))
            {
                item.Problem(field, $"is only for triggers of the type {owner}");
            }
        }
    }

    private static readonly (string Field, string Owner)[] OwnedFields =
    [
        ("metricId", "metric"), ("metricThreshold", "metric"), ("eventAttributes", "metric"), ("achievementId", "achievement"),
        ("streakLength", "streak"), ("timeUnit", "time"), ("timeInterval", "time"),
    ];
}
