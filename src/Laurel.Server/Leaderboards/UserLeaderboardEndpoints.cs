using Laurel.Core.Evaluation;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Leaderboards;

/// <summary>Where users stand.</summary>
internal static class UserLeaderboardEndpoints
{
    public static void Map(Routes v1) => v1.Get("/users/{id}/leaderboards/{key}", Read, new("Users", "Where a user stands on a board, with the latest days.", typeof(UserLeaderboardResponse))
    {
        Parameters =
        [
            new("run", "A date within the run; the current run when absent.", Example: "2026-03-02"),
            new("numEvents", "How many days of history: 0 to 100, 10 when absent.", IsNumber: true, Example: "10"),
        ],
        Errors = [ErrorTable.UnknownLeaderboard, ErrorTable.UnknownRun],
    });

    private static ValueTask<Reply> Read(Call call)
    {
        var state = call.User(call.PathUser());
        var entry = LeaderboardEndpoints.Find(call);
        var days = call.QueryNumber("numEvents", absent: 10, min: 0, max: 100);
        var run = LeaderboardEndpoints.RunOf(call, entry, entry.DateAt(call.Now, state.Profile.TimeZone));
        var ranking = new Ranking(call, entry, run);
        var found = ranking.Find(state.Profile.Id, GroupsOf(entry, state, ranking));
        var body = new UserLeaderboardResponse(entry.Response)
        {
            Rank = found?.Place.Rank,
            Value = found is { } place ? WireText.Whole(place.Place.Value) : null,
            History = History(call, ranking.KeyOf(found?.Group ?? Group.All), state.Profile.Id, days),
        };
        return new(Reply.Ok(body, WireJson.Default.UserLeaderboardResponse));
    }

    // Without a breakdown there is one; with one, the user's attributes name it, unless they changed since: then look at all.
    private static IEnumerable<Group> GroupsOf(LeaderboardEntry entry, UserState state, Ranking ranking)
    {
        if (entry.GroupKeys.Count == 0)
        {
            return [Group.All];
        }

        var values = entry.Definition.Breakdown.Select(state.Profile.Attributes.Find).ToArray();
        return values.Length > 0 && Array.TrueForAll(values, value => value is not null)
            ? [Group.Of(values.OfType<string>()), .. ranking.Groups]
            : ranking.Groups;
    }

    private static IReadOnlyList<RankDayResponse> History(Call call, StandingKey key, string user, int count)
    {
        var days = count == 0 ? [] : LeaderboardQueries.RankDays(call.Backend.Engine.Database, key, user, count + 1);
        var skipped = days.Count > count ? 1 : 0;
        return [.. days.Skip(skipped).Select((day, index) => Of(day, index + skipped == 0 ? null : days[index + skipped - 1]))];
    }

    private static RankDayResponse Of(RankDay day, RankDay? before) => new(
        WireText.Of(day.On),
        WireText.Of(day.On.AtMidnight().InUtc().ToInstant()),
        before?.Rank,
        day.Rank,
        before is null ? null : WireText.Whole(before.Value),
        WireText.Whole(day.Value));
}
