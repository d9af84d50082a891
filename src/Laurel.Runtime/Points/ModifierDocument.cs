using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Points;

/// <summary>The modifiers of a trigger in a rulebook document.</summary>
internal static class ModifierDocument
{
    public static readonly Shape Shape = Shape.Of("modifiers", "combine of");

    public static readonly Shape Item = Shape.Of("modifier", "attribute? equals? is? than? times? multiplier? streak? perPeriod? max?");

    public static Modifiers? Read(NodeReader node) => node.Map(Shape) is { } map
        ? new(map["combine"].Word(RulebookWords.Combinations, ModifierCombination.Average), map["of"].List(ReadItem))
        : null;

    public static DocumentNode.Map? Write(Modifiers? modifiers) => modifiers is null ? null : new MapWriter(Shape)
        .Word("combine", RulebookWords.Combinations, modifiers.Combination)
        .List("of", modifiers.Items, WriteItem)
        .Map;

    private static Modifier ReadItem(NodeReader node)
    {
        if (node.Map(Item) is not { } map)
        {
            return new Modifier.Equal("", "", 1);
        }

        return map.OneOf("equals", "is", "streak") switch
        {
            "is" => ReadCompared(map),
            "streak" => ReadStreak(map),
            _ => ReadEqual(map),
        };
    }

    private static Modifier.Equal ReadEqual(MapReader map)
    {
        Only(map, ["attribute", "equals", "multiplier"], ["attribute", "multiplier"]);
        return new(map["attribute"].Text(), map["equals"].Text(), map["multiplier"].Number());
    }

    private static Modifier.Compared ReadCompared(MapReader map)
    {
        Only(map, ["attribute", "is", "than", "times", "multiplier"], ["attribute", "than", "multiplier"]);
        return new(
            map["attribute"].Text(), map["is"].Word(RulebookWords.Comparisons, Comparison.Below), map["than"].Text(), map["times"].Number(absent: 1),
            map["multiplier"].Number());
    }

    private static Modifier.Streak ReadStreak(MapReader map)
    {
        Only(map, ["streak", "perPeriod", "max"], ["perPeriod", "max"]);
        return new(map["streak"].Text(), map["perPeriod"].Number(), map["max"].Number());
    }

    private static void Only(MapReader map, string[] known, string[] required)
    {
        foreach (var field in Item.Fields.Where(field => !known.Contains(field.Name)))
        {
            map.Refuse(field.Name, "not in this kind of modifier");
        }

        foreach (var field in required.Where(field => !map[field].IsPresent))
        {
            map[field].WrongType("required", "add it");
        }
    }

    private static DocumentNode WriteItem(Modifier modifier) => modifier switch
    {
        Modifier.Equal equal => new MapWriter(Item).Text("attribute", equal.Attribute).Text("equals", equal.Value).Number("multiplier", equal.Multiplier).Map,
        Modifier.Compared compared => new MapWriter(Item)
            .Text("attribute", compared.Attribute)
            .Word("is", RulebookWords.Comparisons, compared.Comparison)
            .Text("than", compared.Other)
            .Number("times", compared.Times, absent: 1)
            .Number("multiplier", compared.Multiplier)
            .Map,
        Modifier.Streak streak => new MapWriter(Item).Text("streak", streak.Key).Number("perPeriod", streak.PerPeriod).Number("max", streak.Max).Map,
        _ => throw new InvalidOperationException($"No document for {modifier}."),
    };
}
