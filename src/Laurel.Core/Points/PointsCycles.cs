using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>
/// Finds triggers on levels that would lead back to the system they listen to: a balance that moves its own level could move
/// for ever. Each such trigger is reported at the first place of the document that closes the cycle.
/// </summary>
internal static class PointsCycles
{
    public static void Run(CheckContext context, ValueList<PointsDefinition> systems)
    {
        // By system: those that its levels give points in.
        var leadsTo = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        for (var i = 0; i < systems.Count; i++)
        {
            for (var k = 0; k < systems[i].Triggers.Count; k++)
            {
                if (systems[i].Triggers[k] is { IsActive: true, When: TriggerCondition.Level(var from, _) })
                {
                    Add(context, $"points[{i}].triggers[{k}].level.points", leadsTo, (from, systems[i].Key));
                }
            }
        }
    }

    private static void Add(CheckContext context, string path, Dictionary<string, List<string>> leadsTo, (string From, string To) step)
    {
        if (PathBetween(leadsTo, step.To, step.From) is { } back)
        {
            context.Problems.Add(path, string.Join(" → ", back.Prepend(step.From)), "levels that give no points back to their own system", "remove one of these steps");
        }
        else if (leadsTo.TryGetValue(step.From, out var next))
        {
            next.Add(step.To);
        }
        else
        {
            leadsTo.Add(step.From, [step.To]);
        }
    }

    // The systems from one to the other, both included; null when no levels lead there.
    private static List<string>? PathBetween(Dictionary<string, List<string>> leadsTo, string from, string to)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal) { [from] = "" };
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var at))
        {
            if (at == to)
            {
                return Walked(cameFrom, at);
            }

            foreach (var next in leadsTo.GetValueOrDefault(at, []))
            {
                if (cameFrom.TryAdd(next, at))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static List<string> Walked(Dictionary<string, string> cameFrom, string at)
    {
        var path = new List<string>();
        for (; at.Length > 0; at = cameFrom[at])
        {
            path.Add(at);
        }

        path.Reverse();
        return path;
    }
}
