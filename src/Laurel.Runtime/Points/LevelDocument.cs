using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Points;

/// <summary>A level of a points system in a rulebook document.</summary>
internal static class LevelDocument
{
    public static readonly Shape Shape = Shape.Of("level", "key name? points description? badgeUrl?");

    public static LevelDefinition Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return new("", "", 0);
        }

        var key = map["key"].Text();
        return new(key, map["name"].Text(key), map["points"].Whole())
        {
            Description = map["description"].Text(),
            BadgeUrl = map["badgeUrl"].TextOrNull(),
        };
    }

    public static DocumentNode Write(LevelDefinition level) => new MapWriter(Shape)
        .Text("key", level.Key)
        .Text("name", level.Name, absent: level.Key)
        .Number("points", level.Points)
        .Text("description", level.Description, absent: "")
        .Text("badgeUrl", level.BadgeUrl)
        .Map;
}
