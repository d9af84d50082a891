using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Points;

/// <summary>When points lapse, in a rulebook document: <c>{days: 365, from: lastEarned}</c>.</summary>
internal static class ExpiryDocument
{
    public static readonly Shape Shape = Shape.Of("expiry", "days from?");

    public static PointsExpiry? Read(NodeReader node) => node.Map(Shape) is not { } map
        ? null
        : new(map["days"].Small(), map["from"].Word(RulebookWords.ExpiryStarts, ExpiryFrom.Earned));

    public static DocumentNode.Map? Write(PointsExpiry? expiry) => expiry is null ? null : new MapWriter(Shape)
        .Number("days", expiry.Days)
        .Word("from", RulebookWords.ExpiryStarts, expiry.From, absent: ExpiryFrom.Earned)
        .Map;
}
