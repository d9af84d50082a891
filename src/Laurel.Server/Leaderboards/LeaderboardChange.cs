using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Server.Bulk;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Leaderboards;

/// <summary>What an item of the administration API makes of a board.</summary>
internal static class LeaderboardChange
{
    public static string RankByOf(RankBy rankBy) => rankBy switch
    {
        RankBy.Points => "points",
        RankBy.Streak => "streak",
        _ => "metric",
    };

    /// <summary>inactive, scheduled, active or finished; a board is finished when its last day is over in every zone.</summary>
    public static string StatusOf(LeaderboardDefinition board, Instant now)
    {
        var today = now.InZone(Calendar.Zone(board.TimeZone) ?? DateTimeZone.Utc).Date;
        return board.Status == LeaderboardStatus.Inactive ? "inactive"
            : today < board.StartOn ? "scheduled"
            : board.EndOn is { } end && RunCalendar.RunContaining(board, end) is { } last && RunCalendar.ClosesAt(board, last) <= now ? "finished"
            : "active";
    }

    /// <summary>The board with everything but its status as the item says; null when that cannot be.</summary>
    public static LeaderboardDefinition? Configured(Revision revision, LeaderboardDefinition board, FieldReader item)
    {
        var rankBy = RankedBy(revision, board.RankBy, item);
        return rankBy is null ? null : board with
        {
            Name = board.Name.Length == 0 ? "" : item.Text("name") ?? board.Name,
            Description = item.Text("description", Limits.TextLengthMax) ?? board.Description,
            RankBy = rankBy,
            Limit = item.IsNull("maxParticipants") ? null : (int?)item.Whole("maxParticipants", 1, Limits.ParticipantsMax) ?? board.Limit,
            StartOn = item.Date("start") ?? board.StartOn,
            EndOn = item.IsNull("end") ? null : item.Date("end") ?? board.EndOn,
            WindowFrom = item.IsNull("startTime") ? null : item.Time("startTime") ?? board.WindowFrom,
            WindowTo = item.IsNull("endTime") ? null : item.Time("endTime") ?? board.WindowTo,
            Breakdown = Breakdown(revision, item) ?? board.Breakdown,
            Repeat = Repeat(item, board.Repeat),
        };
    }

    /// <summary>The board with the status that the item asks for.</summary>
    public static LeaderboardDefinition WithStatus(Revision revision, LeaderboardDefinition board, FieldReader item, bool isNew)
    {
        var status = item.Word("status", "inactive", "active", "scheduled", "finished");
        var (isAhead, isOver) = (board.StartOn > revision.Today, board.EndOn < revision.Today);
        switch (status)
        {
            case "inactive":
                return board with { Status = LeaderboardStatus.Inactive };
            case "active" when isAhead:
                item.Problem("status", "cannot be active before the start; it is scheduled until then");
                break;
            case "scheduled" when !isAhead:
                item.Problem("status", "can be scheduled only with a start in the future");
                break;
            case "finished" when !isOver:
                return Finished(revision, board, item, isNew);
        }

        return status is null ? board : board with { Status = LeaderboardStatus.Active };
    }

    // Yesterday is its last day then: what happens today counts no more.
    private static LeaderboardDefinition Finished(Revision revision, LeaderboardDefinition board, FieldReader item, bool isNew)
    {
        var yesterday = revision.Today.PlusDays(-1);
        if (isNew || board.StartOn > yesterday || board.Status == LeaderboardStatus.Inactive)
        {
            item.Problem("status", "can be finished only with an end in the past, or when it has been active for a day");
        }

        return board with { EndOn = yesterday };
    }

    private static RankBy? RankedBy(Revision revision, RankBy before, FieldReader item)
    {
        switch (item.Word("rankBy", "metric", "streak", "points") ?? RankByOf(before))
        {
            case "streak":
                return Streak(revision, before, item);
            case "points":
                var points = revision.Reference(item, "pointsSystemId", revision.PointsOf) ?? (before as RankBy.Points)?.Key;
                return Required(item, "pointsSystemId", points) is { } system ? new RankBy.Points(system) : null;
            default:
                var metric = revision.Reference(item, "metricId", revision.MetricOf);
                return metric is null && before is RankBy.Weighted ? before
                    : Required(item, "metricId", metric ?? (before is RankBy.Metric { Key.Length: > 0 } known ? known.Key : null)) is { } key ? new RankBy.Metric(key)
                    : null;
        }
    }

    private static RankBy? Streak(Revision revision, RankBy before, FieldReader item)
    {
        if (before is RankBy.Streak)
        {
            return before;
        }

        if (revision.Rulebook.DefaultStreak is >= 0 and var shown)
        {
            return new RankBy.Streak(revision.Rulebook.Streaks[shown].Key);
        }

        item.Problem("rankBy", "needs a streak, and there is none");
        return null;
    }

    private static string? Required(FieldReader item, string field, string? key)
    {
        if (key is null && !item.Has(field))
        {
            item.Problem(field, "is required");
        }

        return key;
    }

    private static ValueList<string>? Breakdown(Revision revision, FieldReader item)
    {
        if (item.Uuids("breakdownAttributes") is not { } ids)
        {
            return item.IsNull("breakdownAttributes") ? [] : null;
        }

        var keys = ids.Select(id => revision.AttributeOf("user", id)).ToList();
        if (keys.Contains(null))
        {
            item.Problem("breakdownAttributes", "must name attributes of users");
        }

        return [.. keys.OfType<string>()];
    }

    private static RunRepeat? Repeat(FieldReader item, RunRepeat? before)
    {
        RunUnit? unit = item.Word("runUnit", "day", "month", "year") switch { "day" => RunUnit.Day, "month" => RunUnit.Month, "year" => RunUnit.Year, _ => null };
        var every = (int?)item.Whole("runInterval", 1, Limits.IntervalMax);
        if (item.IsNull("runUnit"))
        {
            return null;
        }

        if ((unit ?? before?.Unit) is not { } known)
        {
            return null;
        }

        if ((every ?? before?.Every) is { } interval)
        {
            return new(interval, known);
        }

        item.Problem("runInterval", "is required with runUnit");
        return null;
    }
}
