using System.Data.Common;
using System.Globalization;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>The place of a user that was last told.</summary>
/// <param name="Rank">Null: not on the board.</param>
/// <param name="SentAt">When; null: it was there when the type was subscribed to.</param>
public sealed record ToldRank(string User, int? Rank, decimal? Value, Instant? SentAt);

/// <summary>Which places were told last, per ranking.</summary>
public static class RankTable
{
    public static IReadOnlyList<ToldRank> Of(DbConnection connection, StandingKey key) => connection.Select(
        """
        select user_id, rank, value, sent_at from webhook_ranks
        where space_id = @space and leaderboard = @leaderboard and run_on = @run and group_key = @group
        """,
        row => new ToldRank(
            row.GetString(0), (int?)row.GetLongOrNull(1),
            row.GetTextOrNull(2) is { } value ? decimal.Parse(value, NumberStyles.Number, CultureInfo.InvariantCulture) : null,
            row.GetLongOrNull(3) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null),
        ("space", key.Space), ("leaderboard", key.Leaderboard), ("run", StateJson.Text(key.Run)), ("group", key.Group.Key));

    /// <summary>Writes a place inside the current transaction.</summary>
    public static void Write(DatabaseWriter writer, StandingKey key, ToldRank told) => writer.Into(Tables.WebhookRanks)
        .Add(key.Space)
        .Add(key.Leaderboard)
        .Add(StateJson.Text(key.Run))
        .Add(key.Group.Key)
        .Add(told.User)
        .Add(told.Rank)
        .Add(told.Value?.ToString(CultureInfo.InvariantCulture))
        .Add(told.SentAt?.ToUnixTimeMilliseconds())
        .End();

    /// <summary>Forgets all places of a space.</summary>
    public static void Clear(DbConnection connection, int space) =>
        connection.Execute("delete from webhook_ranks where space_id = @space", ("space", space));

    /// <summary>Forgets runs that are archived.</summary>
    public static void Prune(DbConnection connection, int space) => connection.Execute(
        """
        delete from webhook_ranks where space_id = @space and exists (
          select 1 from leaderboard_runs r
          where r.space_id = @space and r.leaderboard = webhook_ranks.leaderboard and r.run_on = webhook_ranks.run_on and r.closed_at is not null)
        """,
        ("space", space));
}
