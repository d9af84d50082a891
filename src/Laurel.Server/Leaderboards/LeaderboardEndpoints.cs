using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Users;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Leaderboards;

/// <summary>Boards and their rankings.</summary>
internal static class LeaderboardEndpoints
{
    private const string Tag = "Leaderboards";

    public static void Map(Routes v1)
    {
        v1.Get("/leaderboards", List, new(Tag, "All boards.", typeof(IReadOnlyList<LeaderboardRowResponse>))
        {
            Parameters = [new("includeFinished", "true: also those that are over.", Example: "true")],
        });
        v1.Get("/leaderboards/{key}", Read, new(Tag, "A board with a page of its ranking.", typeof(LeaderboardResponse))
        {
            Parameters =
            [
                new("offset", "Rows to pass over; with userId counted from that user's place.", IsNumber: true, Example: "0"),
                new("limit", "Rows at most, 10 when absent.", IsNumber: true, Example: "10"),
                new("run", "A date within the run; the current run when absent.", Example: "2026-03-02"),
                new("userId", "Rows around this user.", Example: "ana"),
                new("userAttributes", "Which ranking of a broken-down board: key:value,key2:value2.", Example: "city:lyon"),
                new("eventAttributes", "Which ranking of a board per event attribute: key:value.", Example: "course:rust"),
            ],
            Errors = [ErrorTable.UnknownLeaderboard, ErrorTable.UnknownRun, ErrorTable.BreakdownRequired, ErrorTable.BreakdownUnexpected],
        });
    }

    public static LeaderboardEntry Find(Call call) =>
        call.Catalog.FindLeaderboard(call.Path("key")) is { IsVisible: true } entry ? entry : throw new RefusedException(ErrorTable.UnknownLeaderboard);

    /// <summary>The run that is asked for; without one, the one of <paramref name="today"/>.</summary>
    public static LocalDate RunOf(Call call, LeaderboardEntry entry, LocalDate today) =>
        call.QueryDate("run") is not { } date ? entry.RunNear(today)
        : RunCalendar.RunContaining(entry.Definition, date) ?? throw new RefusedException(ErrorTable.UnknownRun, WireText.Of(date));

    private static ValueTask<Reply> List(Call call)
    {
        var includesFinished = call.QueryFlag("includeFinished");
        IReadOnlyList<LeaderboardRowResponse> boards =
        [
            .. from entry in call.Catalog.Leaderboards
               where entry.IsVisible
               let status = entry.StatusAt(call.Now)
               where includesFinished || status != "finished"
               select entry.Response with { Status = status },
        ];
        return new(Reply.Ok(boards, WireJson.Default.IReadOnlyListLeaderboardRowResponse));
    }

    private static ValueTask<Reply> Read(Call call)
    {
        var entry = Find(call);
        var offset = call.QueryNumber("offset", absent: 0, min: call.Query("userId") is null ? 0 : int.MinValue);
        var limit = Math.Min(call.QueryNumber("limit", absent: 10), Limits.ParticipantsMax);
        var ranking = new Ranking(call, entry, RunOf(call, entry, entry.DateAt(call.Now, null)));
        var groups = GroupsOf(call, entry, ranking);
        var rows = Rows(call, ranking, groups, (offset, limit));
        string[] users = [.. rows.Select(row => row.User)];
        var names = UserQueries.Names(call.Backend.Engine.Database, call.Space, users, entry.Definition.AnonymousName);
        var previous = groups is [var only] ? ranking.PreviousRanks(only, users) : new Dictionary<string, int>();
        var body = new LeaderboardResponse(entry.Response)
        {
            Status = entry.StatusAt(call.Now),
            Rankings = [.. rows.Select(row => LeaderboardWire.Row(row, names.GetValueOrDefault(row.User), previous.TryGetValue(row.User, out var rank) ? rank : null, groups.Count == 1))],
        };
        return new(Reply.Ok(body, WireJson.Default.LeaderboardResponse));
    }

    private static IReadOnlyList<RankedUser> Rows(Call call, Ranking ranking, IReadOnlyList<Group> groups, (int Offset, int Limit) page)
    {
        var user = call.Query("userId");
        if (groups is [var group])
        {
            var position = user is null ? null : ranking.PositionOf(group, user);
            return Window(user, position, page, ranking.CountOf(group)) is { } window ? ranking.Page(group, window.Offset, window.Limit) : [];
        }

        var merged = ranking.Merged(groups);
        var index = user is null ? -1 : merged.ToList().FindIndex(place => place.User == user);
        return Window(user, index < 0 ? null : index, page, merged.Count) is { } shown ? [.. merged.Skip(shown.Offset).Take(shown.Limit)] : [];
    }

    // Around a user the window moves with the user's place, and inwards at both ends; an offset moves it on from there.
    // Null: the user is not on the board.
    private static (int Offset, int Limit)? Window(string? user, int? position, (int Offset, int Limit) page, int count)
    {
        if (user is null || position is not { } at)
        {
            return user is null ? page : null;
        }

        var first = Math.Clamp(at - ((Math.Max(page.Limit, 1) - 1) / 2), 0, Math.Max(0, count - page.Limit));
        return ((int)Math.Clamp((long)first + page.Offset, 0, int.MaxValue), page.Limit);
    }

    /// <summary>The rankings that the query asks for.</summary>
    public static IReadOnlyList<Group> GroupsOf(Call call, LeaderboardEntry entry, Ranking ranking)
    {
        var users = call.QueryAttributes("userAttributes");
        var events = call.QueryAttributes("eventAttributes");
        Expect(entry.Definition.Breakdown.Count > 0, users, "userAttributes");
        Expect(entry.Definition.EventBreakdown is not null, events, "eventAttributes");
        var wanted = users ?? events ?? [];
        if (wanted.FirstOrDefault(pair => !entry.GroupKeys.Contains(pair.Key)) is { Key: { } key })
        {
            throw new RefusedException(ErrorTable.BreakdownUnexpected, key);
        }

        return wanted.Count == 0 ? [Group.All]
            : wanted.Select(pair => pair.Key).Distinct().Count() == entry.GroupKeys.Count ? [Group.Of(entry.GroupKeys.Select(name => wanted.Last(pair => pair.Key == name).Value))]
            : [.. ranking.Groups.Where(group => Matches(entry, group, wanted))];
    }

    private static bool Matches(LeaderboardEntry entry, Group group, IReadOnlyList<AttributeValue> wanted) =>
        entry.GroupKeys.Zip(group.Values, (key, value) => new AttributeValue(key, value)).Intersect(wanted).Count() == wanted.Count;

    private static void Expect(bool isBrokenDown, IReadOnlyList<AttributeValue>? given, string name)
    {
        if (isBrokenDown && given is null)
        {
            throw new RefusedException(ErrorTable.BreakdownRequired, name);
        }

        if (!isBrokenDown && given is not null)
        {
            throw new RefusedException(ErrorTable.BreakdownUnexpected, name);
        }
    }
}
