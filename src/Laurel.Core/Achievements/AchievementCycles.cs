using Laurel.Core.Rulebooks;

namespace Laurel.Core.Achievements;

/// <summary>
/// Finds achievements that would have to be completed before themselves. Every cycle is met once, at the first achievement
/// of the document that leads into it.
/// </summary>
internal sealed class AchievementCycles
{
    private readonly CheckContext context;

    private readonly Dictionary<string, (int Index, AchievementDefinition Achievement)> byKey = new(StringComparer.Ordinal);

    private readonly HashSet<string> finished = new(StringComparer.Ordinal);

    /// <summary>The keys from the first achievement looked at to the present one.</summary>
    private readonly List<string> path = [];

    private AchievementCycles(CheckContext context) => this.context = context;

    public static void Run(CheckContext context, ValueList<AchievementDefinition> achievements)
    {
        var cycles = new AchievementCycles(context);
        for (var i = 0; i < achievements.Count; i++)
        {
            cycles.byKey.TryAdd(achievements[i].Key, (i, achievements[i]));
        }

        // The walk goes as deep as there are achievements; too many are a problem of their own.
        foreach (var achievement in achievements.Take(Limits.DefinitionsMax))
        {
            cycles.Walk(achievement.Key);
        }
    }

    private void Walk(string key)
    {
        if (finished.Contains(key) || !byKey.TryGetValue(key, out var found))
        {
            return;
        }

        if (path.IndexOf(key) is var start and >= 0)
        {
            Report(start);
        }
        else if (path.Count < Limits.DefinitionsMax)
        {
            path.Add(key);
            foreach (var part in (found.Achievement.When as AchievementCondition.AllOf)?.Keys ?? [])
            {
                Walk(part);
            }

            path.RemoveAt(path.Count - 1);
            finished.Add(key);
        }
    }

    private void Report(int start)
    {
        var cycle = string.Join(" → ", path.Skip(start).Append(path[start]));
        var at = $"achievements[{byKey[path[start]].Index}].when.all";
        context.Problems.Add(at, cycle, "no achievement needs itself", "remove one of these steps");
    }
}
