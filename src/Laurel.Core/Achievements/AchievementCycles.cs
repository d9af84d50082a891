using Laurel.Core.Conditions;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Achievements;

/// <summary>
/// Finds achievements that would have to be completed before themselves: because they need each other, or because they need
/// points that their own completion pays. Every cycle is met once, at the first achievement of the document that leads into it.
/// </summary>
internal sealed class AchievementCycles
{
    private readonly CheckContext context;

    private readonly Dictionary<string, (int Index, AchievementDefinition Achievement)> byKey = new(StringComparer.Ordinal);

    /// <summary>By points system: the achievements whose completion pays into it.</summary>
    private readonly ILookup<string, string> payers;

    private readonly HashSet<Node> finished = [];

    /// <summary>From the first achievement looked at to the present one.</summary>
    private readonly List<Node> path = [];

    private AchievementCycles(CheckContext context, ValueList<PointsDefinition> systems)
    {
        this.context = context;
        payers = systems
            .SelectMany(system => system.Triggers.Select(trigger => trigger.When).OfType<TriggerCondition.Achievement>().Select(when => (system.Key, Achievement: when.Key)))
            .ToLookup(pair => pair.Key, pair => pair.Achievement, StringComparer.Ordinal);
    }

    private readonly record struct Node(string Key, bool IsPoints);

    public static void Run(CheckContext context, ValueList<AchievementDefinition> achievements, ValueList<PointsDefinition> systems)
    {
        var cycles = new AchievementCycles(context, systems);
        for (var i = 0; i < achievements.Count; i++)
        {
            cycles.byKey.TryAdd(achievements[i].Key, (i, achievements[i]));
        }

        // The walk goes as deep as there are achievements; too many are a problem of their own.
        foreach (var achievement in achievements.Take(Limits.DefinitionsMax))
        {
            cycles.Walk(new(achievement.Key, IsPoints: false));
        }
    }

    private void Walk(Node node)
    {
        if (finished.Contains(node) || (!node.IsPoints && !byKey.ContainsKey(node.Key)))
        {
            return;
        }

        if (path.IndexOf(node) is var start and >= 0)
        {
            Report(start);
        }
        else if (path.Count < 2 * Limits.DefinitionsMax)
        {
            path.Add(node);
            foreach (var need in node.IsPoints ? payers[node.Key].Select(key => new Node(key, IsPoints: false)) : Needs(byKey[node.Key].Achievement))
            {
                Walk(need);
            }

            path.RemoveAt(path.Count - 1);
            finished.Add(node);
        }
    }

    private static IEnumerable<Node> Needs(AchievementDefinition achievement) =>
    [
        .. WhenNeeds(achievement),
        .. achievement.Requires.Select(key => new Node(key, IsPoints: false)),
        .. achievement.MinLevel is { } level ? [new Node(level.System, IsPoints: true)] : Array.Empty<Node>(),
    ];

    private static IEnumerable<Node> WhenNeeds(AchievementDefinition achievement) => achievement.When is AchievementCondition.AllOf(var keys)
        ? keys.Select(key => new Node(key, IsPoints: false))
        : achievement.When.ToCondition([])?.Leaves.SelectMany<Condition, Node>(leaf => leaf switch
        {
            Condition.Achievement(var key) => [new(key, IsPoints: false)],
            Condition.Balance balance => [new(balance.System, IsPoints: true)],
            Condition.Level level => [new(level.System, IsPoints: true)],
            _ => [],
        }) ?? [];

    private void Report(int start)
    {
        var cycle = path.Skip(start).Append(path[start]).ToList();
        if (cycle[0].IsPoints)
        {
            // Told from the first achievement on.
            cycle = [.. cycle.Skip(1), cycle[1]];
        }

        var (index, first) = byKey[cycle[0].Key];
        var text = string.Join(" → ", cycle.Select(node => node.IsPoints ? $"points {node.Key}" : node.Key));
        var at = $"achievements[{index}].when{(first.When is AchievementCondition.AllOf ? ".all" : "")}";
        context.Problems.Add(at, text, "no achievement needs itself", "remove one of these steps");
    }
}
