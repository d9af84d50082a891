using System.Data.Common;
using System.Globalization;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// The history of ranks: one row per user, ranking and UTC day, taken when the day is over. A server that was down at
/// midnight takes it as soon as it is back.
/// </summary>
internal static class RankDays
{
    /// <summary>Places per ranking and day, on boards that show everybody.</summary>
    public const int PlacesMax = 10_000;

    /// <summary>The last day whose ranks were taken; null: none yet.</summary>
    public static LocalDate? LastDay(DbConnection connection, int space) =>
        connection.SelectText("select ranked_on from spaces where space_id = @space", ("space", space)) is { } day ? StateJson.Date(day) : null;

    /// <summary>
    /// Takes the ranks as they are now for <paramref name="day"/>, inside the current transaction. False when another node took that
    /// day's or a later one's: each day is taken once.
    /// </summary>
    public static bool TryWrite(DatabaseWriter writer, int space, LocalDate day, (Plan Plan, Standings Standings) from)
    {
        if (writer.Connection.Execute(
            "update spaces set ranked_on = @day where space_id = @space and (ranked_on is null or ranked_on < @day)",
            ("day", StateJson.Text(day)), ("space", space)) == 0)
        {
            return false;
        }

        foreach (var key in from.Standings.Keys(space))
        {
            var board = from.Plan.Rulebook.Leaderboards.FirstOrDefault(board => board.Key == key.Leaderboard);
            if (board is { Status: LeaderboardStatus.Active })
            {
                Write(writer, key, day, from.Standings.Page(key, 0, board.Limit ?? PlacesMax));
            }
        }

        return true;
    }

    private static void Write(DatabaseWriter writer, StandingKey key, LocalDate day, IReadOnlyList<RankedUser> places)
    {
        foreach (var place in places)
        {
            writer.Into(Tables.RankDays)
                .Add(key.Space)
                .Add(place.User)
                .Add(key.Leaderboard)
                .Add(StateJson.Text(key.Run))
                .Add(key.Group.Key)
                .Add(StateJson.Text(day))
                .Add(place.Rank)
                .Add(place.Value.ToString(CultureInfo.InvariantCulture))
                .End();
        }
    }
}
