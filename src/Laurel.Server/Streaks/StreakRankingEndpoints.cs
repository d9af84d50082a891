using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Streaks;
using Laurel.Runtime.Users;
using Laurel.Server.Http;

namespace Laurel.Server.Streaks;

/// <summary>The longest streaks of all.</summary>
internal static class StreakRankingEndpoints
{
    private const int RowsMax = 100;

    public static void Map(Routes v1) => v1.Get("/streaks/rankings", Rank, new("Streaks", "The users with the longest streaks, the longest first; additive.", typeof(IReadOnlyList<StreakRankingResponse>))
    {
        Parameters =
        [
            new("limit", "Rows at most: 1 to 100, 10 when absent.", IsNumber: true, Example: "10"),
            new("type", "active (when absent): the streaks that go on; longest: the longest that each user ever had.", Example: "active"),
        ],
    });

    private static ValueTask<Reply> Rank(Call call)
    {
        var limit = call.QueryNumber("limit", absent: 10, min: 1, max: RowsMax);
        var isLongest = (call.Query("type") ?? "active") switch
        {
            "active" => false,
            "longest" => true,
            _ => throw Call.Invalid("type", "must be active or longest"),
        };
        CensusRow[] users = [.. call.Backend.Engine.Projections.Census.Of(call.Backend.Engine.Reader, call.Space).Where(user => !user.IsHidden)];
        IReadOnlyList<StreakRankingResponse> rows =
        [
            .. users.Select(user => (user.User, Length: LengthOf(call, user, isLongest)))
                .Where(row => row.Length > 0)
                .OrderByDescending(row => row.Length).ThenBy(row => row.User, StringComparer.Ordinal)
                .Take(RowsMax)
                .Select(row => RowOf(call, row.User, isLongest))
                .OfType<StreakRankingResponse>()
                .OrderByDescending(row => row.StreakLength).ThenBy(row => row.UserId, StringComparer.Ordinal)
                .Take(limit),
        ];
        return new(Reply.Ok(rows, WireJson.Default.IReadOnlyListStreakRankingResponse));
    }

    private static int LengthOf(Call call, CensusRow user, bool isLongest) =>
        call.Catalogs.Of(user.Version).Rulebook.DefaultStreak is >= 0 and var shown && shown < user.Streaks.Count
            ? isLongest ? user.Streaks[shown].Longest : user.Streaks[shown].Length
            : 0;

    // Read anew: a streak may have ended since the user was last heard of.
    private static StreakRankingResponse? RowOf(Call call, string user, bool isLongest) =>
        call.Backend.Engine.Find(call.Space, user) is { } state && StreakOf(call, state) is { } streak && (isLongest ? streak.LongestLength : streak.Length) is > 0 and var length
            ? new(user, state.Profile.LeaderboardsAnonymous ? null : state.Profile.Name, length)
            : null;

    private static StreakState? StreakOf(Call call, UserState state) =>
        call.Catalogs.Of(state.Version).Rulebook.DefaultStreak is >= 0 and var shown ? state.Streaks[shown] : null;
}

/// <summary>A row of the ranking of streaks; name: null when there is none, or the user wants to show none.</summary>
internal sealed record StreakRankingResponse(string UserId, string? Name, int StreakLength);
