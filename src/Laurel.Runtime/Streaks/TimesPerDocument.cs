using Laurel.Core.Streaks;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Streaks;

/// <summary>How many days of a week or month a streak needs, in a rulebook document: <c>timesPer: {week: 3}</c>.</summary>
internal static class TimesPerDocument
{
    public static readonly Shape Shape = Shape.Of("timesPer", "week? month?");

    public static int? Read(NodeReader node, StreakFrequency frequency)
    {
        if (node.Map(Shape) is not { } map || map.OneOf("week", "month") is not { } unit)
        {
            return null;
        }

        var needed = unit == "week" ? StreakFrequency.Weekly : StreakFrequency.Monthly;
        if (frequency != needed)
        {
            map.Refuse(unit, $"only for {RulebookWords.Frequencies.Of(needed)} streaks");
        }

        return map[unit].Small();
    }

    public static DocumentNode.Map? Write(StreakDefinition streak) => streak.DaysNeeded is not { } days
        ? null
        : new MapWriter(Shape).Number(streak.Frequency == StreakFrequency.Weekly ? "week" : "month", days).Map;
}
