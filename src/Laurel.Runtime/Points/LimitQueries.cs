using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Points;

/// <summary>How often the limits of a trigger kept points back from a user for one reason.</summary>
/// <param name="Reason">repeated, full, cooled, limited, diminished or capped.</param>
/// <param name="Lost">Points kept back altogether.</param>
public sealed record LimitRow(string Trigger, string Reason, long Count, long Lost);

/// <summary>Reads the ledger of what limits kept back.</summary>
public static class LimitQueries
{
    /// <summary>A user's limited awards in one system by trigger and reason, in the order of their keys.</summary>
    public static IReadOnlyList<LimitRow> Counts(Database database, Space space, string user, string system)
    {
        using var connection = database.ConnectFor(space.Id, [user]);
        return connection.Select(
            """
            select trigger_key, reason, count(*), cast(sum(wanted - granted) as bigint) from award_limits
            where space_id = @space and user_id = @user and points_system = @system
            group by trigger_key, reason order by trigger_key, reason
            """,
            row => new LimitRow(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
            ("space", space.Id), ("user", user), ("system", system));
    }
}
