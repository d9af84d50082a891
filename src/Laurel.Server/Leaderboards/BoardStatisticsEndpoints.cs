using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Users;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Leaderboards;

/// <summary>What a ranking comes to.</summary>
internal static class BoardStatisticsEndpoints
{
    // Whoever scored in the last week is active; whoever did not in the last month has left a board without runs.
    private static readonly Duration ActiveWithin = Duration.FromDays(7);
    private static readonly Duration GoneAfter = Duration.FromDays(30);

    public static void Map(Routes v1) => v1.Get("/leaderboards/{key}/statistics", Read, new("Leaderboards", "How many stand on a board, and what their scores come to.", typeof(BoardStatisticsResponse))
    {
        Parameters =
        [
            new("run", "A date within the run; the current run when absent.", Example: "2026-03-02"),
            new("userAttributes", "Which ranking of a broken-down board: key:value,key2:value2.", Example: "city:lyon"),
            new("eventAttributes", "Which ranking of a board per event attribute: key:value.", Example: "course:rust"),
        ],
    });

    private static ValueTask<Reply> Read(Call call)
    {
        var entry = LeaderboardEndpoints.Find(call);
        var run = LeaderboardEndpoints.RunOf(call, entry, entry.DateAt(call.Now, null));
        var ranking = new Ranking(call, entry, run);
        if (LeaderboardEndpoints.GroupsOf(call, entry, ranking) is not [var group])
        {
            throw new RefusedException(ErrorTable.BreakdownRequired, string.Join(", ", entry.GroupKeys));
        }

        var summary = ranking.SummaryOf(group, call.Now - ActiveWithin);
        return new(Reply.Ok(Of(call, summary, Top(call, entry, ranking, group)) with { Churn = ChurnOf(call, entry, ranking, group) }, WireJson.Default.BoardStatisticsResponse));
    }

    private static BoardStatisticsResponse Of(Call call, StandingSummary summary, TopScoreResponse? top) => new()
    {
        Participants = summary.ParticipantCount,
        Active = summary.ActiveCount,
        Average = summary.Average is { } average ? WireText.Of(average) : null,
        Median = summary.Median is { } median ? WireText.Of(median) : null,
        Top = top,
        CompetitionIndex = summary.CompetitionIndex is { } index ? WireText.Of(index) : null,
        Updated = WireText.Of(call.Now),
    };

    private static TopScoreResponse? Top(Call call, LeaderboardEntry entry, Ranking ranking, Group group)
    {
        if (ranking.Page(group, 0, 1) is not [var first])
        {
            return null;
        }

        var names = UserQueries.Names(call.Backend.Engine.Database, call.Space, [first.User], entry.Definition.AnonymousName);
        return new(first.User, names.GetValueOrDefault(first.User), WireText.Of(first.Value));
    }

    // Of the run before, who has no score in this one; on a board without runs, whose score has not changed for a month.
    private static decimal? ChurnOf(Call call, LeaderboardEntry entry, Ranking ranking, Group group)
    {
        var key = ranking.KeyOf(group);
        if (entry.Definition.Repeat is null)
        {
            var summary = ranking.SummaryOf(group, call.Now - GoneAfter);
            return Share(summary.ParticipantCount - summary.ActiveCount, summary.ParticipantCount);
        }

        if (RunCalendar.RunContaining(entry.Definition, key.Run.PlusDays(-1)) is not { } before)
        {
            return null;
        }

        var past = key with { Run = before };
        return Share(LeaderboardQueries.GoneSince(call.Backend.Engine.Database, past, key.Run), LeaderboardQueries.ArchivedCount(call.Backend.Engine.Database, past));
    }

    private static decimal? Share(int part, int all) => all == 0 ? null : WireText.Of(decimal.Truncate(10_000m * part / all) / 100);
}
