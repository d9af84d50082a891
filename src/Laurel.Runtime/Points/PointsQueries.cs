using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Points;

/// <summary>One row of the ledger of awards.</summary>
/// <param name="Id">Of the award, for the wire.</param>
/// <param name="Boosts">Keys of the boosts that applied.</param>
public sealed record AwardRow(Guid Id, Instant At, string Trigger, long Amount, long Balance, IReadOnlyList<string> Boosts)
{
    /// <summary>trigger, adjustment, sent or received.</summary>
    public string Kind { get; init; } = "trigger";

    /// <summary>Of an adjustment.</summary>
    public string? Reason { get; init; }

    /// <summary>The other side of a transfer.</summary>
    public string? OtherUser { get; init; }
}

/// <summary>Reads the ledger of awards.</summary>
public static class PointsQueries
{
    /// <summary>A user's latest awards in one system, the latest first.</summary>
    public static IReadOnlyList<AwardRow> Awards(Database database, Space space, string user, string system, int limit)
    {
        using var connection = database.ConnectFor(space.Id, [user]);
        return connection.Select(
            """
            select fact_id, at, trigger_key, amount, balance, boosts, kind, reason, other_user_id from points_awards
            where space_id = @space and user_id = @user and points_system = @system
            order by at desc, seq desc, ordinal desc limit @limit
            """,
            row => new AwardRow(
                FactIds.ToGuid(row.GetFieldValue<byte[]>(0)), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2),
                row.GetInt64(3), row.GetInt64(4), row.GetTextOrNull(5)?.Split(',') ?? [])
            {
                Kind = row.GetString(6),
                Reason = row.GetTextOrNull(7),
                OtherUser = row.GetTextOrNull(8),
            },
            ("space", space.Id), ("user", user), ("system", system), ("limit", limit));
    }

    /// <summary>A user's balance before an instant.</summary>
    public static long BalanceBefore(Database database, Space space, (string User, string System) whose, Instant at)
    {
        using var connection = database.ConnectFor(space.Id, [whose.User]);
        return connection.Select(
            """
            select cast(coalesce(sum(amount), 0) as bigint) from points_awards
            where space_id = @space and user_id = @user and points_system = @system and at < @at
            """,
            row => row.GetInt64(0), ("space", space.Id), ("user", whose.User), ("system", whose.System), ("at", at.ToUnixTimeMilliseconds()))[0];
    }

    /// <summary>What a user's balance moved by between two instants, the second exclusive, in the order of time.</summary>
    public static IEnumerable<(Instant At, decimal Value)> Changes(Database database, Space space, (string User, string System) whose, Interval within)
    {
        using var connection = database.ConnectFor(space.Id, [whose.User]);
        var rows = connection.Stream(
            """
            select at, amount from points_awards
            where space_id = @space and user_id = @user and points_system = @system and at >= @from and at < @to order by at
            """,
            row => (Instant.FromUnixTimeMilliseconds(row.GetInt64(0)), (decimal)row.GetInt64(1)),
            ("space", space.Id), ("user", whose.User), ("system", whose.System),
            ("from", within.Start.ToUnixTimeMilliseconds()), ("to", within.End.ToUnixTimeMilliseconds()));
        foreach (var row in rows)
        {
            yield return row;
        }
    }
}
