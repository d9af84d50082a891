using Laurel.Core.Streaks;
using Laurel.Runtime.Rulebooks;
using NodaTime;

namespace Laurel.Runtime.Streaks;

/// <summary>A streak in a rulebook document.</summary>
internal static class StreakDocument
{
    public static readonly Shape Shape = Shape.Of("streak", "key name? default? frequency mode metrics personal? weekStart? weekdays? timesPer? neutral? dayStart? freezes? repair?");

    public static readonly Shape Requirement = Shape.Of("requirement", "metric threshold?");

    public static StreakDefinition Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return new("", "", StreakFrequency.Daily);
        }

        var key = map["key"].Text();
        var frequency = map["frequency"].Word(RulebookWords.Frequencies, StreakFrequency.Daily);
        return new(key, map["name"].Text(key), frequency)
        {
            IsDefault = map["default"].Flag(),
            Mode = map["mode"].Word(RulebookWords.Modes, StreakMode.Any),
            Requirements = map["metrics"].List(ReadRequirement),
            IsPersonal = map["personal"].Flag(),
            WeekStart = map["weekStart"].Word(RulebookWords.Weekdays, IsoDayOfWeek.Monday),
            Weekdays = map["weekdays"].List(day => day.Word(RulebookWords.Weekdays, IsoDayOfWeek.Monday)),
            DaysNeeded = TimesPerDocument.Read(map["timesPer"], frequency),
            Neutral = map["neutral"].TextOrNull(),
            DayStart = map["dayStart"].Time() ?? LocalTime.Midnight,
            Freezes = FreezesDocument.Read(map["freezes"]),
            Repair = RepairDocument.Read(map["repair"]),
        };
    }

    public static DocumentNode Write(StreakDefinition streak) => new MapWriter(Shape)
        .Text("key", streak.Key)
        .Text("name", streak.Name, absent: streak.Key)
        .Flag("default", streak.IsDefault)
        .Word("frequency", RulebookWords.Frequencies, streak.Frequency)
        .Word("mode", RulebookWords.Modes, streak.Mode)
        .List("metrics", streak.Requirements, WriteRequirement)
        .Flag("personal", streak.IsPersonal)
        .Word("weekStart", RulebookWords.Weekdays, streak.WeekStart, absent: IsoDayOfWeek.Monday)
        .List("weekdays", streak.Weekdays, day => new DocumentNode.Scalar(RulebookWords.Weekdays.Of(day), ScalarKind.Text))
        .Nested("timesPer", TimesPerDocument.Write(streak))
        .Text("neutral", streak.Neutral)
        .Time("dayStart", streak.DayStart == LocalTime.Midnight ? null : streak.DayStart)
        .Nested("freezes", FreezesDocument.Write(streak.Freezes))
        .Nested("repair", RepairDocument.Write(streak.Repair))
        .Map;

    private static StreakRequirement ReadRequirement(NodeReader node)
    {
        var map = node.Map(Requirement);
        return new(map?["metric"].Text() ?? "", map?["threshold"].Number(absent: 1) ?? 1);
    }

    private static DocumentNode WriteRequirement(StreakRequirement requirement) =>
        new MapWriter(Requirement).Text("metric", requirement.Metric).Number("threshold", requirement.Threshold, absent: 1).Map;
}
