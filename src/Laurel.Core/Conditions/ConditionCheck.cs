using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Conditions;

/// <summary>What keeps a condition from being used.</summary>
internal static class ConditionCheck
{
    public static void Run(CheckContext context, string path, Condition condition)
    {
        KeyCheck.Count(context, path, condition.Leaves.Count(), Limits.ConditionLeavesMax);
        One(context, path, condition, 1);
    }

    private static void One(CheckContext context, string path, Condition condition, int depth)
    {
        if (depth > Limits.ConditionDepthMax)
        {
            context.Problems.Add(path, $"{depth} deep", $"at most {Limits.ConditionDepthMax} conditions within each other", "make some of them achievements and name those");
            return;
        }

        switch (condition)
        {
            case Condition.All all:
                Parts(context, $"{path}.all", all.Parts, depth);
                break;
            case Condition.Any any:
                Parts(context, $"{path}.any", any.Parts, depth);
                break;
            case Condition.AtLeast some:
                Parts(context, $"{path}.of", some.Parts, depth);
                NumberCheck.Range(context, $"{path}.atLeast", some.Count, 1, Math.Max(1, some.Parts.Count));
                break;
            case Condition.Not not:
                One(context, $"{path}.not", not.Part, depth + 1);
                break;
            case Condition.Sequence sequence:
                Sequence(context, $"{path}.sequence", sequence, depth);
                break;
            default:
                LeafCheck.Run(context, path, condition);
                break;
        }
    }

    private static void Parts(CheckContext context, string path, ValueList<Condition> parts, int depth)
    {
        if (parts.Count == 0)
        {
            context.Problems.Add(path, "", "at least one condition", "add one");
        }

        for (var i = 0; i < parts.Count; i++)
        {
            One(context, $"{path}[{i}]", parts[i], depth + 1);
        }
    }

    private static void Sequence(CheckContext context, string path, Condition.Sequence sequence, int depth)
    {
        Parts(context, path, sequence.Parts, depth);
        if (sequence.Parts.Count == 1)
        {
            context.Problems.Add(path, "1 condition", "at least two, one after the other", "add one or write it without sequence");
        }

        for (var i = 0; i < sequence.Parts.Count; i++)
        {
            Part(context, $"{path}[{i}]", sequence.Parts[i]);
            if (sequence.Parts[i] is Condition.Achievement or Condition.Level && sequence.Parts.Take(i).Contains(sequence.Parts[i]))
            {
                context.Problems.Add($"{path}[{i}]", ConditionText.Of(sequence.Parts[i]), "each achievement and level once in a sequence, as it comes about once", "remove the repetition");
            }
        }
    }

    /// <summary>A part of a sequence is something that comes about.</summary>
    private static void Part(CheckContext context, string path, Condition part)
    {
        if (HasSequence(part))
        {
            context.Problems.Add(path, "a sequence", "no sequence within a sequence", "list its conditions in the outer one");
        }

        if (part is Condition.Not || Goals(part).Any(goal => goal.Comparison is Comparison.Below or Comparison.AtMost))
        {
            context.Problems.Add(path, ConditionText.Of(part), "something that comes about, not something that is so from the start", "use reaches or above, or move it out of the sequence");
        }
    }

    private static bool HasSequence(Condition condition) => condition is Condition.Sequence || (condition.Children?.Any(HasSequence) ?? false);

    private static IEnumerable<Goal> Goals(Condition condition) => condition.Leaves.SelectMany<Condition, Goal>(leaf => leaf switch
    {
        Condition.Metric metric => [metric.Goal],
        Condition.Streak streak => [streak.Goal],
        Condition.Balance balance => [balance.Goal],
        _ => [],
    });
}
