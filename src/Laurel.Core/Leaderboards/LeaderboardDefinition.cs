using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>How equal scores are numbered: 1,2,3,4 or 1,2,2,4 or 1,2,2,3.</summary>
public enum RankKind { Ordinal, Competition, Dense }

/// <summary>Calendar unit of a repeating board.</summary>
public enum RunUnit { Day, Month, Year }

/// <summary>A new run every so many units, counted from the board's start.</summary>
public sealed record RunRepeat(int Every, RunUnit Unit);

/// <summary>Whether a board collects and shows scores. Scheduled and finished follow from its dates.</summary>
public enum LeaderboardStatus { Inactive, Active }

/// <summary>
/// Ranks users by score, the best first, then by the tie-breakers, then who reached that first, then user id. All scores are
/// kept; the limit is a view.
/// </summary>
public sealed record LeaderboardDefinition(string Key, string Name, RankBy RankBy)
{
    /// <summary>The key it was created with, where that was another one: its id hangs on it. Null: <see cref="Key"/>.</summary>
    public string? CreatedAs { get; init; }

    public string? Description { get; init; }

    public LeaderboardStatus Status { get; init; } = LeaderboardStatus.Active;

    /// <summary>How the values of a run become a score. Anything but the sum needs a metric or a points system to rank by.</summary>
    public Aggregation Aggregation { get; init; } = Aggregation.Sum;

    /// <summary>Which score is the best; by default the highest.</summary>
    public RankOrder Order { get; init; } = RankOrder.Descending;

    /// <summary>What decides between equal scores, before who reached them first; at most <see cref="Limits.TieBreakersMax"/>.</summary>
    public ValueList<TieBreaker> TieBreakers { get; init; } = [];

    /// <summary>First day that counts. Default 1970-01-01: everything.</summary>
    public LocalDate StartOn { get; init; } = new(1970, 1, 1);

    /// <summary>Last day that counts, inclusive; null: no end.</summary>
    public LocalDate? EndOn { get; init; }

    /// <summary>Null: one run for ever.</summary>
    public RunRepeat? Repeat { get; init; }

    /// <summary>Only activity at or after this local time of day counts; null: from midnight.</summary>
    public LocalTime? WindowFrom { get; init; }

    /// <summary>Only activity before this local time of day counts; null: until midnight. At or before From, the window crosses midnight.</summary>
    public LocalTime? WindowTo { get; init; }

    /// <summary>Keys of user attributes; each combination of their values is a ranking of its own.</summary>
    public ValueList<string> Breakdown { get; init; } = [];

    /// <summary>Key of an event attribute; each of its values is a ranking of its own (a board per course). Not with <see cref="Breakdown"/>.</summary>
    public string? EventBreakdown { get; init; }

    /// <summary>Who may stand on the board; null: everyone with a score.</summary>
    public EntryFilter? Entry { get; init; }

    /// <summary>What is shown instead of the name of a user who wants to be anonymous.</summary>
    public string AnonymousName { get; init; } = "Anonymous";

    /// <summary>How many of the best are shown; null: all.</summary>
    public int? Limit { get; init; } = Limits.ParticipantsMax;

    /// <summary>IANA id of the zone whose calendar counts; null: each user's own.</summary>
    public string? TimeZone { get; init; }

    public RankKind Ranks { get; init; } = RankKind.Ordinal;
}
