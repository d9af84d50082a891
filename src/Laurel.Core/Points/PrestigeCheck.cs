using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Points;

/// <summary>What keeps a prestige from being used.</summary>
internal static class PrestigeCheck
{
    private const decimal BonusMax = 10;

    public static void Run(CheckContext context, string path, PointsDefinition system)
    {
        if (system.Prestige is not { } prestige)
        {
            return;
        }

        if (context.LevelsOf(system.Key) is { } levels)
        {
            KeyCheck.Reference(context, $"{path}.level", prestige.Level, levels);
        }

        PriceCheck.Run(context, $"{path}.price", prestige.Price);
        NumberCheck.Range(context, $"{path}.maxTimes", prestige.MaxTimes, 1, Limits.IntervalMax);
        NumberCheck.Range(context, $"{path}.bonus", prestige.Bonus, 0, BonusMax);
        NumberCheck.Scale(context, $"{path}.bonus", prestige.Bonus);
        if (prestige.CoolDown is { } coolDown && (coolDown <= Duration.Zero || coolDown > Duration.FromDays(Limits.SpanDaysMax)))
        {
            context.Problems.Add($"{path}.coolDown", coolDown.ToString(), $"above 0, at most {Limits.SpanDaysMax} days", "choose a length in between");
        }

        Resets(context, $"{path}.resets", system.Key, prestige);
    }

    private static void Resets(CheckContext context, string path, string own, PrestigeDefinition prestige)
    {
        KeyCheck.References(context, $"{path}.points", prestige.ResetPoints, context.Points);
        KeyCheck.References(context, $"{path}.metrics", prestige.ResetMetrics, context.Metrics);
        KeyCheck.References(context, $"{path}.achievements", prestige.ResetAchievements, context.Achievements);
        if (prestige.ResetPoints.Contains(own))
        {
            context.Problems.Add($"{path}.points", own, "other points systems; its own goes back to nothing in any case", "remove it");
        }
    }
}
