using Laurel.Core.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Server.Achievements;
using Laurel.Server.Leaderboards;
using Laurel.Server.Metrics;
using Laurel.Server.Points;

namespace Laurel.Server.Http;

/// <summary>One rulebook version as the wire shows it: ids, and the parts of bodies that only the rulebook decides, built once.</summary>
internal sealed class Catalog
{
    private readonly Dictionary<string, MetricEntry> metrics;
    private readonly Dictionary<string, AchievementEntry> achievements;
    private readonly Dictionary<string, PointsEntry> points;
    private readonly Dictionary<string, LeaderboardEntry> leaderboards;

    public Catalog(CatalogSet set, Plan plan)
    {
        Space = set.Space;
        Plan = plan;
        Metrics = [.. Rulebook.Metrics.Select(definition => new MetricEntry(this, definition))];
        metrics = Metrics.ToDictionary(entry => entry.Definition.Key, StringComparer.Ordinal);
        Achievements = [.. Rulebook.Achievements.Select((definition, index) => new AchievementEntry(this, definition, index))];
        achievements = Achievements.ToDictionary(entry => entry.Definition.Key, StringComparer.Ordinal);
        Points = [.. Rulebook.Points.Select((definition, index) => new PointsEntry(this, set, definition, index))];
        points = Points.ToDictionary(entry => entry.Definition.Key, StringComparer.Ordinal);
        Leaderboards = [.. Rulebook.Leaderboards.Select((definition, index) => new LeaderboardEntry(this, definition, index))];
        leaderboards = Leaderboards.ToDictionary(entry => entry.Definition.Key, StringComparer.Ordinal);
    }

    public Space Space { get; }

    public Plan Plan { get; }

    public Rulebook Rulebook => Plan.Rulebook;

    public IReadOnlyList<MetricEntry> Metrics { get; }

    public IReadOnlyList<AchievementEntry> Achievements { get; }

    public IReadOnlyList<PointsEntry> Points { get; }

    public IReadOnlyList<LeaderboardEntry> Leaderboards { get; }

    public MetricEntry? FindMetric(string key) => metrics.GetValueOrDefault(key);

    public AchievementEntry? FindAchievement(string key) => achievements.GetValueOrDefault(key);

    public PointsEntry? FindPoints(string key) => points.GetValueOrDefault(key);

    public LeaderboardEntry? FindLeaderboard(string key) => leaderboards.GetValueOrDefault(key);

    /// <summary>The wire id of a definition.</summary>
    public string IdOf(string kind, params ReadOnlySpan<string> keys) => WireText.Of(StableId.Of(Space, kind, keys));
}
