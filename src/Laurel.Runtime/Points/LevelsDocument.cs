using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Points;

/// <summary>The levels of a points system in a rulebook document: a plain list, or a map that says more about them.</summary>
internal static class LevelsDocument
{
    public static readonly Shape Shape = Shape.Of("levels", "list? generate? follow? cap? atCap?");

    public static readonly Shape Generate = Shape.Of("generate", "count base growth softCap? growthAfter? round? name?");

    private static readonly LevelGenerator Unnamed = new(0, 0, 0);

    /// <summary>The system with what the document says about its levels.</summary>
    public static PointsDefinition Read(NodeReader node, PointsDefinition system)
    {
        if (node.IsList || !node.IsPresent)
        {
            return system with { Levels = node.List(LevelDocument.Read) };
        }

        if (node.Map(Shape) is not { } map)
        {
            return system;
        }

        if (map["list"].IsPresent)
        {
            map.Refuse("generate", "either list or generate");
        }

        return system with
        {
            Levels = map["list"].List(LevelDocument.Read),
            Generator = ReadGenerator(map["generate"]),
            LevelPolicy = new()
            {
                Follow = map["follow"].Word(RulebookWords.LevelFollows, LevelFollow.Balance),
                Cap = map["cap"].TextOrNull(),
                AtCap = map["atCap"].Word(RulebookWords.AtLevelCaps, AtLevelCap.Continue),
            },
        };
    }

    /// <summary>Null: there is nothing to say.</summary>
    public static DocumentNode? Write(PointsDefinition system)
    {
        ValueList<LevelDefinition> listed = system.Generator is null ? system.Levels : [];
        var policy = system.LevelPolicy;
        if (policy == LevelPolicy.Default && system.Generator is null)
        {
            return listed.Count == 0 ? null : new DocumentNode.List([.. listed.Select(LevelDocument.Write)]);
        }

        return new MapWriter(Shape)
            .List("list", listed, LevelDocument.Write)
            .Nested("generate", system.Generator is { } generator ? WriteGenerator(generator) : null)
            .Word("follow", RulebookWords.LevelFollows, policy.Follow, absent: LevelFollow.Balance)
            .Text("cap", policy.Cap)
            .Word("atCap", RulebookWords.AtLevelCaps, policy.AtCap, absent: AtLevelCap.Continue)
            .Map;
    }

    private static LevelGenerator? ReadGenerator(NodeReader node) => node.Map(Generate) is not { } map
        ? null
        : new(map["count"].Small(), map["base"].Whole(), map["growth"].Number())
        {
            SoftCap = map["softCap"].IsPresent ? map["softCap"].Small() : null,
            GrowthAfter = map["growthAfter"].IsPresent ? map["growthAfter"].Number() : null,
            Rounding = map["round"].Word(RulebookWords.LevelRoundings, LevelRounding.Steps),
            Name = map["name"].Text(Unnamed.Name),
        };

    private static DocumentNode.Map WriteGenerator(LevelGenerator generator) => new MapWriter(Generate)
        .Number("count", generator.Count)
        .Number("base", generator.Base)
        .Number("growth", generator.Growth)
        .Number("softCap", generator.SoftCap)
        .Number("growthAfter", generator.GrowthAfter)
        .Word("round", RulebookWords.LevelRoundings, generator.Rounding, absent: LevelRounding.Steps)
        .Text("name", generator.Name, absent: Unnamed.Name)
        .Map;
}
