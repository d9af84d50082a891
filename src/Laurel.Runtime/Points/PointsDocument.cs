using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Points;

/// <summary>A points system in a rulebook document.</summary>
internal static class PointsDocument
{
    public static readonly Shape Shape = Shape.Of("pointsSystem", "key name? description? badgeUrl? maxPoints? triggers? levels? boosts? limits? floor? transfers? expiry? prestige? stacking?");

    public static PointsDefinition Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return new("", "");
        }

        var key = map["key"].Text();
        var system = new PointsDefinition(key, map["name"].Text(key))
        {
            Description = map["description"].TextOrNull(),
            BadgeUrl = map["badgeUrl"].TextOrNull(),
            MaxPoints = map["maxPoints"].IsPresent ? map["maxPoints"].Whole() : null,
            Triggers = map["triggers"].List(TriggerDocument.Read),
            Boosts = map["boosts"].List(BoostDocument.Read),
            Floor = map["floor"].Whole(),
            AllowsTransfers = map["transfers"].Flag(),
            Expiry = ExpiryDocument.Read(map["expiry"]),
            Prestige = PrestigeDocument.Read(map["prestige"]),
            Stacking = map["stacking"].Word(RulebookWords.Stackings, BoostStacking.Multiply),
            Limits = map["limits"].List(LimitDocument.Read),
        };
        return LevelsDocument.Read(map["levels"], system);
    }

    public static DocumentNode Write(PointsDefinition system) => new MapWriter(Shape)
        .Text("key", system.Key)
        .Text("name", system.Name, absent: system.Key)
        .Text("description", system.Description)
        .Text("badgeUrl", system.BadgeUrl)
        .Number("maxPoints", system.MaxPoints)
        .List("triggers", system.Triggers, TriggerDocument.Write)
        .Optional("levels", LevelsDocument.Write(system))
        .List("boosts", system.Boosts, BoostDocument.Write)
        .List("limits", system.Limits, LimitDocument.Write)
        .Number("floor", system.Floor, absent: 0)
        .Flag("transfers", system.AllowsTransfers)
        .Nested("expiry", ExpiryDocument.Write(system.Expiry))
        .Nested("prestige", PrestigeDocument.Write(system.Prestige))
        .Word("stacking", RulebookWords.Stackings, system.Stacking, absent: BoostStacking.Multiply)
        .Map;
}
