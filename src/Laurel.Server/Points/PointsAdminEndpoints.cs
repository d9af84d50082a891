using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>Configuring points systems and their parts.</summary>
internal static class PointsAdminEndpoints
{
    private const string Tag = "Points";

    public static void Map(Routes admin)
    {
        DefinitionEndpoints.Map(admin, "/points", new PointsKind(), new(Tag, "points systems", typeof(IReadOnlyList<PointsSystemBody>), typeof(IReadOnlyList<PointsSystemChangeBody>))
        {
            Example = """{"name": "XP", "key": "xp", "maxPoints": 1000, "levels": [{"name": "Bronze", "key": "bronze", "points": 100}]}""",
        });
        DefinitionEndpoints.Map(admin, "/points/{systemId}/levels", new LevelKind(), new(Tag, "levels", typeof(IReadOnlyList<LevelBody>), typeof(IReadOnlyList<LevelChangeBody>))
        {
            Example = """{"name": "Bronze", "key": "bronze", "points": 100}""",
        });
        DefinitionEndpoints.Map(admin, "/points/{systemId}/boosts", new BoostKind(), new(Tag, "boosts", typeof(IReadOnlyList<BoostBody>), typeof(IReadOnlyList<BoostChangeBody>))
        {
            Example = """{"name": "Double week", "start": "2026-03-02", "end": "2026-03-08", "multiplier": 2}""",
        });
        DefinitionEndpoints.Map(admin, "/points/{systemId}/triggers", new TriggerKind(), new(Tag, "triggers", typeof(IReadOnlyList<TriggerBody>), typeof(IReadOnlyList<TriggerChangeBody>))
        {
            Example = """{"type": "streak", "points": 50, "streakLength": 7, "status": "active"}""",
            Change = "\"points\": 20",
        });
    }
}
