using Laurel.Core.Streaks;
using Laurel.Runtime.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Streaks;

/// <summary>A list of neutral dates in a rulebook document.</summary>
internal static class CalendarDocument
{
    public static readonly Shape Shape = Shape.Of("calendar", "key name? dates");

    public static CalendarDefinition Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return new("", "", []);
        }

        var key = map["key"].Text();
        return new(key, map["name"].Text(key), map["dates"].List(date => date.Date() ?? default(LocalDate)));
    }

    public static DocumentNode Write(CalendarDefinition calendar) => new MapWriter(Shape)
        .Text("key", calendar.Key)
        .Text("name", calendar.Name, absent: calendar.Key)
        .List("dates", calendar.Dates, date => new DocumentNode.Scalar(LocalDatePattern.Iso.Format(date), ScalarKind.Text))
        .Map;
}
