using Laurel.Core.Evaluation;
using Laurel.Core.Points;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Points;

/// <summary>A points system as the wire shows it.</summary>
internal sealed class PointsEntry
{
    private readonly Dictionary<string, PointsTriggerResponse> triggers;
    private readonly Dictionary<string, PointsBoostResponse> boosts;
    private readonly int index;

    public PointsEntry(Catalog catalog, CatalogSet set, PointsDefinition definition, int index)
    {
        this.index = index;
        Definition = definition;
        triggers = definition.Triggers.ToDictionary(trigger => trigger.Key, trigger => TriggerWire.Of(catalog, set, definition.Key, trigger), StringComparer.Ordinal);
        boosts = definition.Boosts.ToDictionary(boost => boost.Key, boost => BoostOf(catalog, definition.Key, boost), StringComparer.Ordinal);
        Levels = [.. definition.Levels.Select(level => LevelOf(catalog, definition.Key, level))];
        Response = new()
        {
            Id = catalog.IdOf("points", definition.Key),
            Key = definition.Key,
            Name = definition.Name,
            Description = definition.Description,
            BadgeUrl = definition.BadgeUrl,
            MaxPoints = definition.MaxPoints,
            Triggers = [.. definition.Triggers.Where(trigger => trigger.IsActive).Select(trigger => triggers[trigger.Key])],
        };
    }

    public PointsDefinition Definition { get; }

    public PointsResponse Response { get; }

    /// <summary>Ordered by threshold.</summary>
    public IReadOnlyList<PointsLevelResponse> Levels { get; }

    public long BalanceOf(UserState state) => state.Points[index].Balance;

    /// <summary>The user's level; null below the first.</summary>
    public PointsLevelResponse? LevelOf(UserState state) => FindLevel(Definition.LevelOf(state.Points[index])?.Key);

    /// <summary>Where the user stands between two levels; null without levels.</summary>
    public LevelProgressResponse? ProgressOf(UserState state) =>
        Levels.Count > 0 && Definition.ProgressOf(state.Points[index]) is var progress
            ? new(FindLevel(progress.Next?.Key), progress.Into, progress.Missing, WireText.Of(progress.Percent))
            : null;

    /// <summary>How often the user has begun again; null where nobody does.</summary>
    public PrestigeResponse? PrestigeOf(UserState state) => Definition.Prestige is { } prestige
        ? new(state.Points[index].Prestige.Count, 1 + (prestige.Bonus * state.Points[index].Prestige.Count))
        : null;

    /// <summary>What lapses next; null: nothing.</summary>
    public NextExpiryResponse? NextExpiryOf(UserState state) => Definition.Expiry is { } expiry && state.Points[index].Lots is { Count: > 0 } lots
        ? new(lots[0].Amount, WireText.Of(expiry.GoneOn(lots[0]).PlusDays(-1)))
        : null;

    public PointsLevelResponse? FindLevel(string? key) => Levels.FirstOrDefault(level => level.Key == key);

    public PointsTriggerResponse? FindTrigger(string key) => triggers.GetValueOrDefault(key);

    /// <summary>A boost as it stands on a local date.</summary>
    public PointsBoostResponse? FindBoost(string key, LocalDate on)
    {
        var boost = boosts.GetValueOrDefault(key);
        var definition = Definition.Boosts.FirstOrDefault(candidate => candidate.Key == key);
        return definition is null || boost is null ? null
            : on < definition.StartOn ? boost with { Status = "scheduled" }
            : on > definition.EndOn ? boost with { Status = "finished" }
            : boost;
    }

    private static PointsLevelResponse LevelOf(Catalog catalog, string system, LevelDefinition level) => new(
        catalog.IdOf("level", system, level.Key), level.Key, level.Name, level.Description, level.BadgeUrl, level.Points);

    private static PointsBoostResponse BoostOf(Catalog catalog, string system, BoostDefinition boost) => new(
        catalog.IdOf("boost", system, boost.Key), boost.Name, "active", WireText.Of(boost.StartOn), WireText.Of(boost.EndOn), WireText.Of(boost.Multiplier),
        boost.Rounding switch { Rounding.Down => "down", Rounding.Up => "up", _ => "nearest" });
}
