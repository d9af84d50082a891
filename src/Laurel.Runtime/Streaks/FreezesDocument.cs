using Laurel.Core;
using Laurel.Core.Streaks;
using Laurel.Runtime.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Streaks;

/// <summary>The freezes of a streak in a rulebook document.</summary>
internal static class FreezesDocument
{
    public static readonly Shape Shape = Shape.Of("freezes", "initial? max? earn? price? grants?");

    public static readonly Shape Earn = Shape.Of("earn", "amount everyDays");

    public static FreezeSettings? Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return null;
        }

        var earn = map["earn"].Map(Earn);
        var (initial, max) = (map["initial"].Small(), map["max"].Small(absent: Limits.FreezesMax));
        var (amount, everyDays) = (earn?["amount"].Small() ?? 0, earn?["everyDays"].Small() ?? 0);
        if (earn?["amount"] is { IsPresent: true } && (amount, everyDays) == (0, 0))
        {
            // In a definition 0 and 0 mean "earns none"; a document says that by leaving earn out.
            earn["amount"].WrongType($"1 to {Limits.FreezesMax}", "raise it, or remove earn");
        }

        return new(initial, max, amount, everyDays) { Price = PriceDocument.Read(map["price"]), Grants = map["grants"].List(FreezeGrantDocument.Read) };
    }

    public static DocumentNode.Map? Write(FreezeSettings? freezes) => freezes is null ? null : new MapWriter(Shape)
        .Number("initial", freezes.Initial)
        .Number("max", freezes.Max)
        .Nested("earn", freezes.EarnEveryDays == 0
            ? null
            : new MapWriter(Earn).Number("amount", freezes.EarnAmount).Number("everyDays", freezes.EarnEveryDays).Map)
        .Nested("price", PriceDocument.Write(freezes.Price))
        .List("grants", freezes.Grants, FreezeGrantDocument.Write)
        .Map;
}
