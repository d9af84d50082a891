using System.Globalization;
using Laurel.Core.Points;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;

namespace Laurel.Runtime.Points;

/// <summary>The ledgers of awards, of what limits kept back, and of level changes.</summary>
internal static class PointsLedger
{
    public static void Write(RowTarget writer, LedgerKey key, PointsAwarded fact) => writer.Into(Tables.PointsAwards)
        .Begin(key, fact.System, fact)
        .Add(fact.Kind.ToString().ToLowerInvariant())
        .Add(fact.Trigger)
        .Add(fact.BaseAmount)
        .Add(fact.Modifier == 1 ? "1" : fact.Modifier.ToString("0.#########", CultureInfo.InvariantCulture))
        .Add(fact.Multiplier == 1 ? "1" : fact.Multiplier.ToString("0.#########", CultureInfo.InvariantCulture))
        .Add(fact.Boosts.Count == 0 ? null : string.Join(',', fact.Boosts))
        .Add(fact.Amount)
        .Add(fact.Balance)
        .Add(fact.Note?.Reason)
        .Add(fact.Note?.Author)
        .Add(fact.Note?.OtherUser)
        .End(fact);

    public static void Write(RowTarget writer, LedgerKey key, AwardLimited fact) => writer.Into(Tables.AwardLimits)
        .Begin(key, fact.System, fact)
        .Add(fact.Trigger)
        .Add(fact.Reason.ToString().ToLowerInvariant())
        .Add(fact.Wanted)
        .Add(fact.Granted)
        .End(fact);

    public static void Write(RowTarget writer, LedgerKey key, LevelChanged fact) => writer.Into(Tables.LevelChanges)
        .Begin(key, fact.System, fact)
        .Add(fact.Previous)
        .Add(fact.Level)
        .End(fact);

    public static void Write(RowTarget writer, LedgerKey key, Prestiged fact) => writer.Into(Tables.Prestiges)
        .Begin(key, fact.System, fact)
        .Add(fact.Count)
        .Add(fact.Level)
        .End(fact);
}
