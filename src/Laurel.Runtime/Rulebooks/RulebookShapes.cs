using Laurel.Runtime.Achievements;
using Laurel.Runtime.Conditions;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Metrics;
using Laurel.Runtime.Points;
using Laurel.Runtime.Streaks;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Rulebooks;

/// <summary>Every map that a rulebook document is made of; the published JSON Schema has one definition for each.</summary>
public static class RulebookShapes
{
    public static IReadOnlyList<Shape> All { get; } =
    [
        RulebookDocument.Shape,
        RulebookDocument.Experiments,
        MetricDocument.Shape,
        AttributeDocument.Lists,
        AttributeDocument.Shape,
        CalendarDocument.Shape,
        StreakDocument.Shape,
        TimesPerDocument.Shape,
        StreakDocument.Requirement,
        FreezesDocument.Shape,
        FreezesDocument.Earn,
        FreezeGrantDocument.Shape,
        RepairDocument.Shape,
        PriceDocument.Shape,
        AchievementDocument.Shape,
        AchievementDocument.MinLevel,
        AchievementDocument.Images,
        SeriesDocument.Tiers,
        SeriesDocument.Milestones,
        SeriesDocument.Freezes,
        ConditionDocument.Shape,
        WhereDocument.UserAndEvent,
        WhereDocument.User,
        PointsDocument.Shape,
        ExpiryDocument.Shape,
        PrestigeDocument.Shape,
        PrestigeDocument.Resets,
        TriggerDocument.Shape,
        TriggerDocument.Level,
        TriggerDocument.Completed,
        TriggerDocument.Time,
        LimitDocument.Shape,
        ModifierDocument.Shape,
        ModifierDocument.Item,
        LimitDocument.Diminishing,
        LevelsDocument.Shape,
        LevelsDocument.Generate,
        LevelDocument.Shape,
        BoostDocument.Shape,
        LeaderboardDocument.Shape,
        RankByDocument.Shape,
        RankByDocument.Weight,
        TieBreakerDocument.Shape,
        EntryDocument.Shape,
        EntryDocument.Level,
        LeaderboardDocument.Repeat,
        LeaderboardDocument.Window,
        LeaderboardDocument.EventBreakdown,
    ];
}
