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

    /// <summary>By points system: the achievements and levels that pay into it.</summary>
    private readonly ILookup<string, Node> payers;

    private readonly HashSet<Node> finished = [];

    /// <summary>From the first achievement looked at to the present one.</summary>
    private readonly List<Node> path = [];

    private AchievementCycles(CheckContext context, ValueList<PointsDefinition> systems)
    {
        this.context = context;
        payers = systems
            .SelectMany(system => system.Triggers.SelectMany(trigger => PayersOf(trigger.When)).Select(payer => (system.Key, Payer: payer)))
            .ToLookup(pair => pair.Key, pair => pair.Payer, StringComparer.Ordinal);
    }

    private static IEnumerable<Node> PayersOf(TriggerCondition when) => when switch
    {
        TriggerCondition.Achievement(var key) => [new(key, IsPoints: false)],
        TriggerCondition.Completed completed => completed.Of.Select(key => new Node(key, IsPoints: false)),
        TriggerCondition.Level level => [new(level.System, IsPoints: true)],
        _ => [],
    };

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
            foreach (var need in node.IsPoints ? payers[node.Key] : Needs(byKey[node.Key].Achievement))
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
        // Told from the first achievement on; what goes round among points alone is not about achievements.
        var round = path.Skip(start).ToList();
        var head = round.FindIndex(node => !node.IsPoints);
        if (head < 0)
        {
            return;
        }

        List<Node> cycle = [.. round.Skip(head), .. round.Take(head), round[head]];
        var (index, first) = byKey[cycle[0].Key];
        var text = string.Join(" → ", cycle.Select(node => node.IsPoints ? $"points {node.Key}" : node.Key));
        var at = $"achievements[{index}].when{(first.When is AchievementCondition.AllOf ? ".all" : "")}";
        context.Problems.Add(at, text, "no achievement needs itself", "remove one of these steps");
    }
}
