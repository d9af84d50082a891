using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>A board with its position, its zone (null: each user's own) and the seed of its facts.</summary>
internal sealed class LeaderboardPlan(int index, LeaderboardDefinition definition)
{
    public int Index { get; } = index;

    public LeaderboardDefinition Definition { get; } = definition;

    public DateTimeZone? Zone { get; } = definition.TimeZone is null ? null : Calendar.Zone(definition.TimeZone);

    public bool IsActive => Definition.Status == LeaderboardStatus.Active;

    public ulong Seed { get; } = Plan.Seed("score", definition.Key);
}
