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
    public static IReadOnlyList<AwardRow> Awards(SqliteDatabase database, Space space, string user, string system, int limit)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = """
            select fact_id, at, trigger_key, amount, balance, boosts from points_awards
            where space_id = $space and user_id = $user and points_system = $system
            order by at desc, seq desc, ordinal desc limit $limit
            """;
        command.Parameters.AddWithValue("$space", space.Id);
        command.Parameters.AddWithValue("$user", user);
        command.Parameters.AddWithValue("$system", system);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var awards = new List<AwardRow>();
        while (reader.Read())
        {
            awards.Add(new(
                FactIds.ToGuid(reader.GetFieldValue<byte[]>(0)), Instant.FromUnixTimeMilliseconds(reader.GetInt64(1)), reader.GetString(2),
                reader.GetInt64(3), reader.GetInt64(4), reader.IsDBNull(5) ? [] : reader.GetString(5).Split(',')));
        }

        return awards;
    }
}
