using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>What keeps the modifiers of a trigger from being used.</summary>
internal static class ModifierCheck
{
    public static void Run(CheckContext context, string path, TriggerDefinition trigger)
    {
        if (trigger.Modifiers is not { } modifiers)
        {
            return;
        }

        if (trigger is not { Points: > 0, When: TriggerCondition.Metric })
        {
            context.Problems.Add(path, trigger.Key, "only with metric and positive points", "remove it");
        }

        if (modifiers.Items.Count == 0)
        {
            context.Problems.Add($"{path}.of", "", "at least one modifier", "add one or remove modifiers");
        }

        KeyCheck.Count(context, $"{path}.of", modifiers.Items.Count, Limits.LimitsMax);
        for (var i = 0; i < modifiers.Items.Count; i++)
        {
            One(context, $"{path}.of[{i}]", modifiers.Items[i]);
        }
    }

    private static void One(CheckContext context, string path, Modifier modifier)
    {
        switch (modifier)
        {
            case Modifier.Equal equal:
                KeyCheck.Reference(context, $"{path}.attribute", equal.Attribute, context.EventAttributes);
                TextCheck.Name(context, $"{path}.equals", equal.Value);
                Multiplier(context, $"{path}.multiplier", equal.Multiplier);
                break;
            case Modifier.Compared compared:
                KeyCheck.Reference(context, $"{path}.attribute", compared.Attribute, context.EventAttributes);
                KeyCheck.Reference(context, $"{path}.than", compared.Other, context.EventAttributes);
                NumberCheck.Positive(context, $"{path}.times", compared.Times, Limits.MultiplierBelow);
                Multiplier(context, $"{path}.multiplier", compared.Multiplier);
                break;
            case Modifier.Streak streak:
                KeyCheck.Reference(context, $"{path}.streak", streak.Key, context.Streaks);
                NumberCheck.Positive(context, $"{path}.perPeriod", streak.PerPeriod, Limits.MultiplierBelow);
                NumberCheck.Range(context, $"{path}.max", streak.Max, 1, Limits.MultiplierBelow);
                NumberCheck.Scale(context, $"{path}.max", streak.Max);
                break;
        }
    }

    private static void Multiplier(CheckContext context, string path, decimal multiplier)
    {
        NumberCheck.Range(context, path, multiplier, 0, Limits.MultiplierBelow);
        NumberCheck.Scale(context, path, multiplier);
    }
}
