using System.Data.Common;
using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Corrections;

/// <summary>What the ledger of awards says about a balance.</summary>
internal static class BalanceQueries
{
    /// <summary>The sum of a user's awards in a system, reversals included.</summary>
    public static long SumOfAwards(DbConnection connection, int space, string user, string system) => connection.SelectLong(
        "select cast(coalesce(sum(amount), 0) as bigint) from points_awards where space_id = @space and user_id = @user and points_system = @system",
        ("space", space), ("user", user), ("system", system)) ?? 0;
}
