using System.Globalization;
using Laurel.Core.Rulebooks;
using NodaTime.Text;

namespace Laurel.Core.Streaks;

/// <summary>How streaks are compared.</summary>
internal static class StreakChanges
{
    public static readonly DefinitionChanges<StreakDefinition> Streaks = new("streak", streak => streak.Key, streak => new FieldTexts()
        .Add("name", streak.Name)
        .Add("default", streak.IsDefault)
        .Add("frequency", streak.Frequency)
        .Add("mode", streak.Mode)
        .Add("metrics", streak.Requirements.Select(Text).ToList())
        .Add("personal", streak.IsPersonal)
        .Add("weekStart", streak.WeekStart)
        .Add("weekdays", streak.Weekdays.Select(day => day.ToString().ToLowerInvariant()).ToList())
        .Add("timesPer", streak.DaysNeeded)
        .Add("neutral", streak.Neutral)
        .Add("dayStart", streak.DayStart.ToString("HH:mm", CultureInfo.InvariantCulture))
        .Add("freezes", Text(streak.Freezes))
        .Add("repair", streak.Repair is { } repair ? $"within {repair.WithinDays} days for {repair.Price?.ToString() ?? "nothing"}" : null));

    public static readonly DefinitionChanges<CalendarDefinition> Calendars = new("calendar", calendar => calendar.Key, calendar => new FieldTexts()
        .Add("name", calendar.Name)
        .Add("dates", calendar.Dates.Select(LocalDatePattern.Iso.Format).ToList()));

    private static string Text(StreakRequirement requirement) =>
        $"{requirement.Metric} ≥ {DecimalText.Of(requirement.Threshold)}";

    private static string? Text(FreezeSettings? freezes) =>
        freezes is null ? null : $"{freezes.Initial} at first, {freezes.Max} at most, {freezes.EarnAmount} every {freezes.EarnEveryDays} days{string.Concat(freezes.Grants.Select(Text))}{(freezes.Price is { } price ? $", one for {price}" : "")}";

    private static string Text(FreezeGrant grant) => grant switch
    {
        FreezeGrant.Streak(var key, var every, var amount) => $", {amount} every {every} of streak {key}",
        FreezeGrant.Achievement(var key, var amount) => $", {amount} for achievement {key}",
        _ => throw new InvalidOperationException($"No text for {grant}."),
    };
}
