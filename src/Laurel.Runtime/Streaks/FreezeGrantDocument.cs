using Laurel.Core.Streaks;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Streaks;

/// <summary>What brings freezes, in a rulebook document: <c>{streak: daily, every: 30, amount: 1}</c> or <c>{achievement: key}</c>.</summary>
internal static class FreezeGrantDocument
{
    public static readonly Shape Shape = Shape.Of("freezeGrant", "streak? every? achievement? amount?");

    public static FreezeGrant Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map || map.OneOf("streak", "achievement") is not { } kind)
        {
            return new FreezeGrant.Achievement("", 1);
        }

        var amount = map["amount"].Small(absent: 1);
        if (kind == "achievement")
        {
            map.Refuse("every", "only beside streak");
            return new FreezeGrant.Achievement(map["achievement"].Text(), amount);
        }

        if (!map["every"].IsPresent)
        {
            map["every"].WrongType("required", "add how many periods lie between two grants");
        }

        return new FreezeGrant.Streak(map["streak"].Text(), map["every"].Small(), amount);
    }

    public static DocumentNode Write(FreezeGrant grant)
    {
        var map = new MapWriter(Shape);
        return (grant switch
        {
            FreezeGrant.Streak streak => map.Text("streak", streak.Key).Number("every", streak.Every),
            FreezeGrant.Achievement achievement => map.Text("achievement", achievement.Key),
            _ => throw new InvalidOperationException($"No document for {grant}."),
        }).Number("amount", grant.Amount, absent: 1).Map;
    }
}
