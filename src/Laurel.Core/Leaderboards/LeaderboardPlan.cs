using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>A board with its position, its zone (null: each user's own) and the seed of its facts.</summary>
internal sealed class LeaderboardPlan(int index, LeaderboardDefinition definition, Plan plan)
{
    public int Index { get; } = index;

    public LeaderboardDefinition Definition { get; } = definition;

    public DateTimeZone? Zone { get; } = definition.TimeZone is null ? null : Calendar.Zone(definition.TimeZone);

    public bool IsActive => Definition.Status == LeaderboardStatus.Active;

    public ulong Seed { get; } = Plan.Seed("score", definition.Key);

    /// <summary>Who may stand on it; null: everyone with a score.</summary>
    public EntryPlan? Entry { get; } = definition.Entry is null ? null : new EntryPlan(definition.Entry, plan);

    /// <summary>Whether a score is more than its value: how many events it is made of matters too.</summary>
    public bool NeedsTally { get; } =
        definition.Aggregation == Aggregation.Average
        || definition.TieBreakers.Any(tie => tie.Source is not TieSource.Event)
        || definition.Entry is { MinimumCount: > 1 } or { ActiveWithinDays: not null };

    /// <summary>No value for any tie-breaker.</summary>
    public ValueList<decimal?> NoTies { get; } = [.. definition.TieBreakers.Select(_ => (decimal?)null)];

    /// <summary>Whether scores come with numbers of the event that gave them.</summary>
    public bool HasEventTies { get; } = definition.TieBreakers.Any(tie => tie.Source is TieSource.Event);
}

/// <summary>A board as something that happens concerns it: the score, tie-breakers, or both.</summary>
/// <param name="Weight">What one unit counts; null: it does not make the score.</param>
/// <param name="Ties">Positions of the tie-breakers that it moves.</param>
internal sealed record ScoreListener(LeaderboardPlan Board, decimal? Weight, int[] Ties)
{
    public static ScoreListener[] OfMetric(Plan plan, string key) => Of(plan, board => WeightOf(board, key), source => source is TieSource.Metric(var metric, _) && metric == key);

    public static ScoreListener[] OfPoints(Plan plan, string key) => Of(
        plan, board => board.RankBy is RankBy.Points(var points) && points == key ? 1 : null, source => source is TieSource.Points(var points, _) && points == key);

    private static ScoreListener[] Of(Plan plan, Func<LeaderboardDefinition, decimal?> weight, Func<TieSource, bool> moves) =>
    [
        .. plan.Leaderboards
            .Select(board => new ScoreListener(board, weight(board.Definition), TiesOf(board.Definition, moves)))
            .Where(listener => listener.Weight is not null || listener.Ties.Length > 0),
    ];

    private static decimal? WeightOf(LeaderboardDefinition board, string metric) => board.RankBy switch
    {
        RankBy.Metric(var key) when key == metric => 1,
        RankBy.Weighted(var metrics) => metrics.FirstOrDefault(part => part.Metric == metric)?.Weight,
        _ => null,
    };

    private static int[] TiesOf(LeaderboardDefinition board, Func<TieSource, bool> moves) =>
        [.. Enumerable.Range(0, board.TieBreakers.Count).Where(tie => moves(board.TieBreakers[tie].Source))];
}
