using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Points;

/// <summary>One row of the ledger of awards.</summary>
/// <param name="Id">Of the award, for the wire.</param>
/// <param name="Boosts">Keys of the boosts that applied.</param>
public sealed record AwardRow(Guid Id, Instant At, string Trigger, long Amount, long Balance, IReadOnlyList<string> Boosts);

/// <summary>Reads the ledger of awards.</summary>
public static class PointsQueries
{
    /// <summary>A user's latest awards in one system, the latest first.</summary>
    public static IReadOnlyList<AwardRow> Awards(Database database, Space space, string user, string system, int limit)
    {
        using var connection = database.Connect();
        return connection.Select(
            """
            select fact_id, at, trigger_key, amount, balance, boosts from points_awards
            where space_id = @space and user_id = @user and points_system = @system
            order by at desc, seq desc, ordinal desc limit @limit
            """,
            row => new AwardRow(
                FactIds.ToGuid(row.GetFieldValue<byte[]>(0)), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2),
                row.GetInt64(3), row.GetInt64(4), row.GetTextOrNull(5)?.Split(',') ?? []),
            ("space", space.Id), ("user", user), ("system", system), ("limit", limit));
    }
}
