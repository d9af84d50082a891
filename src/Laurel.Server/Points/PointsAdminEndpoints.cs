using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>Configuring points systems and their parts.</summary>
internal static class PointsAdminEndpoints
{
    private const string Tag = "Points";

    public static void Map(Routes admin)
    {
        DefinitionEndpoints.Map(admin, "/points", new PointsKind(), new(Tag, "points systems", typeof(IReadOnlyList<PointsSystemBody>), typeof(IReadOnlyList<PointsSystemChangeBody>)));
        DefinitionEndpoints.Map(admin, "/points/{systemId}/levels", new LevelKind(), new(Tag, "levels", typeof(IReadOnlyList<LevelBody>), typeof(IReadOnlyList<LevelChangeBody>)));
        DefinitionEndpoints.Map(admin, "/points/{systemId}/boosts", new BoostKind(), new(Tag, "boosts", typeof(IReadOnlyList<BoostBody>), typeof(IReadOnlyList<BoostChangeBody>)));
        DefinitionEndpoints.Map(admin, "/points/{systemId}/triggers", new TriggerKind(), new(Tag, "triggers", typeof(IReadOnlyList<TriggerBody>), typeof(IReadOnlyList<TriggerChangeBody>)));
    }
}
