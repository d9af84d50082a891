using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Leaderboards;

/// <summary>Who may stand on a leaderboard, in a rulebook document.</summary>
internal static class EntryDocument
{
    public static readonly Shape Shape = Shape.Of("entry", "minimumCount? activeWithinDays? level? achievement? except?");

    public static readonly Shape Level = Shape.Of("minimumLevel", "points level");

    private static readonly AttributeValue Absent = new("", "");

    /// <summary>Null when absent, or when nothing is set.</summary>
    public static EntryFilter? Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return null;
        }

        var filter = new EntryFilter
        {
            MinimumCount = map["minimumCount"].Small(absent: 1),
            ActiveWithinDays = map["activeWithinDays"].IsPresent ? map["activeWithinDays"].Small() : null,
            Level = map["level"].Map(Level) is { } level ? new(level["points"].Text(), level["level"].Text()) : null,
            Achievement = map["achievement"].TextOrNull(),
            Except = map["except"].List(ReadExcept),
        };
        return filter == new EntryFilter() ? null : filter;
    }

    public static DocumentNode.Map? Write(EntryFilter? filter) => filter is null ? null : new MapWriter(Shape)
        .Number("minimumCount", filter.MinimumCount, absent: 1)
        .Number("activeWithinDays", filter.ActiveWithinDays)
        .Nested("level", filter.Level is { } level ? new MapWriter(Level).Text("points", level.Points).Text("level", level.Level).Map : null)
        .Text("achievement", filter.Achievement)
        .List("except", filter.Except, WriteExcept)
        .Map;

    private static AttributeValue ReadExcept(NodeReader node)
    {
        if (node.Attributes() is [var attribute])
        {
            return attribute;
        }

        node.WrongType("one attribute with one value", "write each attribute: value as an item of its own");
        return Absent;
    }

    private static DocumentNode.Map WriteExcept(AttributeValue attribute) =>
        new([KeyValuePair.Create(attribute.Key, (DocumentNode)new DocumentNode.Scalar(attribute.Value, ScalarKind.Text))]);
}
