using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Core.Streaks;

/// <summary>What keeps streak definitions from being used.</summary>
internal static class StreakCheck
{
    public static void Run(CheckContext context, ValueList<StreakDefinition> streaks)
    {
        KeyCheck.Declared(context, context.Streaks.Path, streaks.Select(streak => streak.Key));
        Default(context, streaks);
        for (var i = 0; i < streaks.Count; i++)
        {
            var path = $"streaks[{i}]";
            TextCheck.Name(context, $"{path}.name", streaks[i].Name);
            Requirements(context, $"{path}.metrics", streaks[i].Requirements);
            Weekdays(context, $"{path}.weekdays", streaks[i]);
            DaysNeeded(context, $"{path}.timesPer", streaks[i]);
            Neutral(context, $"{path}.neutral", streaks[i].Neutral);
            DayStart(context, $"{path}.dayStart", streaks[i].DayStart);
            Freezes(context, $"{path}.freezes", streaks[i].Freezes);
            Repair(context, $"{path}.repair", streaks[i].Repair);
        }
    }

    private static void Default(CheckContext context, ValueList<StreakDefinition> streaks)
    {
        var first = -1;
        for (var i = 0; i < streaks.Count; i++)
        {
            if (streaks[i].IsDefault && first >= 0)
            {
                context.Problems.Add($"streaks[{i}].default", "true", $"one default streak; streaks[{first}] is it", "remove one of them");
            }

            first = streaks[i].IsDefault && first < 0 ? i : first;
        }
    }

    private static void DaysNeeded(CheckContext context, string path, StreakDefinition streak)
    {
        switch (streak)
        {
            case { DaysNeeded: { } days, Frequency: StreakFrequency.Weekly }:
                NumberCheck.Range(context, $"{path}.week", days, 1, Limits.DaysPerWeekMax);
                break;
            case { DaysNeeded: { } days, Frequency: StreakFrequency.Monthly }:
                NumberCheck.Range(context, $"{path}.month", days, 1, Limits.DaysPerMonthMax);
                break;
            case { DaysNeeded: not null }:
                context.Problems.Add(path, "", "only for weekly and monthly streaks", "remove timesPer or change the frequency");
                break;
        }
    }

    private static void Neutral(CheckContext context, string path, string? calendar)
    {
        if (calendar is not null)
        {
            KeyCheck.Reference(context, path, calendar, context.Calendars);
        }
    }

    private static void DayStart(CheckContext context, string path, LocalTime dayStart)
    {
        if (dayStart.TickOfDay % NodaConstants.TicksPerMinute != 0)
        {
            context.Problems.Add(path, LocalTimePattern.ExtendedIso.Format(dayStart), "00:00 to 23:59, in whole minutes", "remove the seconds");
        }
    }

    private static void Requirements(CheckContext context, string path, ValueList<StreakRequirement> requirements)
    {
        if (requirements.Count == 0)
        {
            context.Problems.Add(path, "", "at least one metric", "name what a period needs");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < requirements.Count; i++)
        {
            var (metric, threshold) = requirements[i];
            KeyCheck.Reference(context, $"{path}[{i}].metric", metric, context.Metrics);
            NumberCheck.Positive(context, $"{path}[{i}].threshold", threshold, Limits.TotalMax);
            if (!seen.Add(metric))
            {
                context.Problems.Add($"{path}[{i}].metric", metric, "each metric once", "keep one of its thresholds");
            }
        }

        KeyCheck.Count(context, path, requirements.Count, Limits.DefinitionsMax);
    }

    private static void Weekdays(CheckContext context, string path, StreakDefinition streak)
    {
        if (streak.Weekdays.Count > 0 && streak.Frequency != StreakFrequency.Daily)
        {
            context.Problems.Add(path, "", "only for daily streaks", "remove weekdays or make the frequency daily");
        }

        var seen = new HashSet<IsoDayOfWeek>();
        for (var i = 0; i < streak.Weekdays.Count; i++)
        {
            if (!seen.Add(streak.Weekdays[i]))
            {
                context.Problems.Add($"{path}[{i}]", streak.Weekdays[i].ToString().ToLowerInvariant(), "each day once", "remove the repetition");
            }
        }
    }

    private static void Repair(CheckContext context, string path, RepairSettings? repair)
    {
        if (repair is not null)
        {
            NumberCheck.Range(context, $"{path}.withinDays", repair.WithinDays, 1, Limits.RepairDaysMax);
            PriceCheck.Run(context, $"{path}.price", repair.Price);
        }
    }

    private static void Freezes(CheckContext context, string path, FreezeSettings? freezes)
    {
        if (freezes is null)
        {
            return;
        }

        NumberCheck.Range(context, $"{path}.max", freezes.Max, 0, Limits.FreezesMax);
        NumberCheck.Range(context, $"{path}.initial", freezes.Initial, 0, Math.Clamp(freezes.Max, 0, Limits.FreezesMax));
        if (freezes is not { EarnAmount: 0, EarnEveryDays: 0 })
        {
            NumberCheck.Range(context, $"{path}.earn.amount", freezes.EarnAmount, 1, Limits.FreezesMax);
            NumberCheck.Range(context, $"{path}.earn.everyDays", freezes.EarnEveryDays, 1, Limits.IntervalMax);
        }

        PriceCheck.Run(context, $"{path}.price", freezes.Price);
        Grants(context, $"{path}.grants", freezes.Grants);
    }

    private static void Grants(CheckContext context, string path, ValueList<FreezeGrant> grants)
    {
        var seen = new HashSet<FreezeGrant>();
        for (var i = 0; i < grants.Count; i++)
        {
            Grant(context, $"{path}[{i}]", grants[i]);
            if (!seen.Add(grants[i] with { Amount = 0 }))
            {
                context.Problems.Add($"{path}[{i}]", "", "each occasion once", "add the amounts up in one grant");
            }
        }

        KeyCheck.Count(context, path, grants.Count, Limits.FreezeGrantsMax);
    }

    private static void Grant(CheckContext context, string path, FreezeGrant grant)
    {
        NumberCheck.Range(context, $"{path}.amount", grant.Amount, 1, Limits.FreezesMax);
        switch (grant)
        {
            case FreezeGrant.Streak(var key, var every, _):
                KeyCheck.Reference(context, $"{path}.streak", key, context.Streaks);
                NumberCheck.Range(context, $"{path}.every", every, 1, Limits.IntervalMax);
                break;
            case FreezeGrant.Achievement(var key, _):
                KeyCheck.Reference(context, $"{path}.achievement", key, context.Achievements);
                break;
        }
    }
}
