using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Points;

/// <summary>What keeps the limits of triggers and systems from being used.</summary>
internal static class LimitCheck
{
    public static void OfSystem(CheckContext context, string path, ValueList<PointsLimit> limits)
    {
        Limits(context, path, limits);
        for (var i = 0; i < limits.Count; i++)
        {
            if (limits[i].Span is LimitSpan.Within)
            {
                context.Problems.Add($"{path}[{i}].within", "", "only for triggers", "write per, or move the limit to a trigger");
            }
        }
    }

    public static void OfTrigger(CheckContext context, string path, TriggerDefinition trigger)
    {
        Limits(context, $"{path}.limits", trigger.Limits);
        Diminishing(context, $"{path}.diminishing", trigger.Diminishing);
        if (trigger.CoolDown is { } coolDown)
        {
            Span(context, $"{path}.coolDown", coolDown);
        }

        if (trigger.OncePer is { } attribute)
        {
            KeyCheck.Reference(context, $"{path}.oncePer", attribute, context.EventAttributes);
        }

        Kind(context, path, trigger);
    }

    private static void Kind(CheckContext context, string path, TriggerDefinition trigger)
    {
        if (trigger.OncePer is { } attribute && trigger.When is not TriggerCondition.Metric)
        {
            context.Problems.Add($"{path}.oncePer", attribute, "only with metric", "remove it");
        }

        if (trigger.When is TriggerCondition.Time && (trigger.IsLimited || trigger.Window is not null))
        {
            context.Problems.Add(path, trigger.Key, "no limits, coolDown, diminishing and window beside time", "remove them, or choose a longer interval");
        }

        if (trigger.Window is { From: null, To: null })
        {
            context.Problems.Add($"{path}.window", "", "from, to or both", "add one or remove the window");
        }

        if (trigger.Points < 0 && trigger.Limits.Any(limit => limit.Unit == LimitUnit.Points))
        {
            context.Problems.Add($"{path}.limits", "points", "a limit on points only where points are given", "limit the awards");
        }
    }

    private static void Limits(CheckContext context, string path, ValueList<PointsLimit> limits)
    {
        KeyCheck.Count(context, path, limits.Count, Core.Limits.LimitsMax);
        for (var i = 0; i < limits.Count; i++)
        {
            var (at, field) = ($"{path}[{i}]", limits[i].Unit == LimitUnit.Awards ? "awards" : "points");
            if (limits[i].Span is not LimitSpan.Within(var length))
            {
                NumberCheck.Range(context, $"{at}.{field}", limits[i].Max, 1, Core.Limits.PointsMax);
                continue;
            }

            Span(context, $"{at}.within", length);
            NumberCheck.Range(context, $"{at}.{field}", limits[i].Max, 1, Core.Limits.RollingAwardsMax);
            if (limits[i].Unit == LimitUnit.Points)
            {
                context.Problems.Add($"{at}.within", "", "only with awards", "write per: hour, day, week or month");
            }
        }
    }

    private static void Span(CheckContext context, string path, Duration length)
    {
        if (length <= Duration.Zero || length > Duration.FromDays(Core.Limits.SpanDaysMax))
        {
            context.Problems.Add(path, $"{length.TotalSeconds:0}s", $"1s to {Core.Limits.SpanDaysMax}d", length <= Duration.Zero ? "raise it" : "lower it");
        }
    }

    private static void Diminishing(CheckContext context, string path, ValueList<DiminishingStep> steps)
    {
        KeyCheck.Count(context, path, steps.Count, Core.Limits.LimitsMax);
        for (var i = 0; i < steps.Count; i++)
        {
            NumberCheck.Range(context, $"{path}[{i}].after", steps[i].After, 1, Core.Limits.IntervalMax);
            NumberCheck.Range(context, $"{path}[{i}].factor", steps[i].Factor, 0, 1);
            NumberCheck.Scale(context, $"{path}[{i}].factor", steps[i].Factor);
            if (i > 0 && steps[i].After <= steps[i - 1].After)
            {
                context.Problems.Add($"{path}[{i}].after", $"{steps[i].After}", $"more than the step before it, {steps[i - 1].After}", "list the steps from the first to the last");
            }
        }
    }
}
