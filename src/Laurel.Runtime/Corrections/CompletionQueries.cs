using System.Data.Common;
using Laurel.Core.Facts;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Corrections;

/// <summary>A completion as the ledgers hold it.</summary>
internal sealed record HeldCompletion(string Achievement, int Count, Instant At, bool Backdated, FactId Fact);

/// <summary>Reads both ledgers of completions.</summary>
internal static class CompletionQueries
{
    public static List<HeldCompletion> Of(DbConnection connection, int space, string user) => connection.Select(
        """
        select achievement, 1, completed_at, backdated, fact_id from achievement_completions where space_id = @space and user_id = @user
        union all
        select achievement, times, completed_at, 0, fact_id from achievement_repetitions where space_id = @space and user_id = @user
        """,
        row => new HeldCompletion(
            row.GetString(0), row.GetInt32(1), Instant.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetInt32(3) != 0,
            FactId.OfHex(Convert.ToHexStringLower(row.GetFieldValue<byte[]>(4)))),
        ("space", space), ("user", user));
}
