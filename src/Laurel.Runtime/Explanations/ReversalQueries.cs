using System.Data.Common;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Explanations;

/// <summary>The reversing entries of a user, which no rule leads to: they are found in the ledger alone.</summary>
internal static class ReversalQueries
{
    /// <summary>In the order in which they were made. The cause names the award as its parent, and the input that made it necessary.</summary>
    public static IReadOnlyList<PointsAwarded> Of(DbConnection connection, int space, string user) => connection.Select(
        """
        select fact_id, parent_id, input_id, at, points_system, trigger_key, amount, balance from points_awards
        where space_id = @space and user_id = @user and kind = 'reversal' order by seq, ordinal
        """,
        row => new PointsAwarded(
            IdOf(row, 0), new Cause(row.IsDBNull(2) ? default : new InputId(new Guid(row.GetFieldValue<byte[]>(2), bigEndian: true)), row.GetString(5), IdOf(row, 1)),
            Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), row.GetString(4), row.GetString(5), row.GetInt64(6), 1, [], row.GetInt64(6), row.GetInt64(7))
        {
            Kind = AwardKind.Reversal,
        },
        ("space", space), ("user", user));

    private static FactId IdOf(DbDataReader row, int column) => FactId.OfHex(Convert.ToHexStringLower(row.GetFieldValue<byte[]>(column)));
}
