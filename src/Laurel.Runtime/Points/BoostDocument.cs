using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Points;

/// <summary>A boost of a points system in a rulebook document.</summary>
internal static class BoostDocument
{
    public static readonly Shape Shape = Shape.Of("boost", "key name? multiplier start end? rounding? where? user?");

    public static BoostDefinition Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return new("", "", 0, default);
        }

        var key = map["key"].Text();
        return new(key, map["name"].Text(key), map["multiplier"].Number(), map["start"].Date() ?? default)
        {
            EndOn = map["end"].Date(),
            Rounding = map["rounding"].Word(RulebookWords.Roundings, Rounding.Down),
            UserFilter = map["where"].Map(WhereDocument.User)?["user"].Attributes() ?? [],
            User = map["user"].TextOrNull(),
        };
    }

    public static DocumentNode Write(BoostDefinition boost) => new MapWriter(Shape)
        .Text("key", boost.Key)
        .Text("name", boost.Name, absent: boost.Key)
        .Number("multiplier", boost.Multiplier)
        .Date("start", boost.StartOn)
        .Date("end", boost.EndOn)
        .Word("rounding", RulebookWords.Roundings, boost.Rounding, absent: Rounding.Down)
        .Nested("where", new MapWriter(WhereDocument.User).Attributes("user", boost.UserFilter).Map)
        .Text("user", boost.User)
        .Map;
}
