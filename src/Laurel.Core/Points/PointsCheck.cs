using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>What keeps points systems from being used.</summary>
internal static class PointsCheck
{
    public static void Run(CheckContext context, ValueList<PointsDefinition> systems)
    {
        KeyCheck.Declared(context, context.Points.Path, systems.Select(system => system.Key));
        for (var i = 0; i < systems.Count; i++)
        {
            One(context, $"points[{i}]", systems[i]);
        }

        PointsCycles.Run(context, systems);
    }

    private static void One(CheckContext context, string path, PointsDefinition system)
    {
        TextCheck.Name(context, $"{path}.name", system.Name);
        TextCheck.Description(context, $"{path}.description", system.Description);
        TextCheck.Url(context, $"{path}.badgeUrl", system.BadgeUrl);
        if (system.MaxPoints is { } max)
        {
            NumberCheck.Range(context, $"{path}.maxPoints", max, 1, Limits.PointsMax);
        }

        NumberCheck.Range(context, $"{path}.floor", system.Floor, -Limits.PointsMax, 0);
        if (system.Expiry is { } expiry)
        {
            NumberCheck.Range(context, $"{path}.expiry.days", expiry.Days, 1, Limits.ExpiryDaysMax);
        }

        TriggerCheck.Run(context, $"{path}.triggers", system.Triggers);
        LevelCheck.Run(context, $"{path}.levels", system);
        PrestigeCheck.Run(context, $"{path}.prestige", system);
        LimitCheck.OfSystem(context, $"{path}.limits", system.Limits);
        BoostCheck.Run(context, $"{path}.boosts", system.Boosts);
    }
}
