using Laurel.Core.Evaluation;

namespace Laurel.Core.Conditions;

/// <summary>What conditions listen to.</summary>
internal enum SubjectKind { Counter, Streak, Points, Achievement, User }

/// <summary>One thing that moves, by its position in the plan.</summary>
internal readonly record struct Subject(SubjectKind Kind, int Index);

/// <summary>A condition with everything it names looked up.</summary>
internal abstract class ConditionPlan
{
    /// <summary>What can change whether it holds.</summary>
    public abstract IEnumerable<Subject> Subjects { get; }

    /// <summary>The sequences in it.</summary>
    public virtual IEnumerable<SequencePlan> Sequences => [];

    public abstract bool Holds(Draft draft);

    public abstract ConditionProgress Progress(Draft draft);
}

/// <summary>At least some of the parts hold: all, any or N of them.</summary>
internal sealed class SomePlan(int count, ConditionPlan[] parts) : ConditionPlan
{
    public override IEnumerable<Subject> Subjects => parts.SelectMany(part => part.Subjects);

    public override IEnumerable<SequencePlan> Sequences => parts.SelectMany(part => part.Sequences);

    public override bool Holds(Draft draft)
    {
        var missing = count;
        for (var i = 0; missing > 0 && i < parts.Length && missing <= parts.Length - i; i++)
        {
            missing -= parts[i].Holds(draft) ? 1 : 0;
        }

        return missing <= 0;
    }

    /// <summary>The parts that are furthest count; of one that suffices its own numbers are shown.</summary>
    public override ConditionProgress Progress(Draft draft)
    {
        var furthest = parts.Select(part => part.Progress(draft)).OrderByDescending(part => part.Percent).Take(count).ToArray();
        if (count == 1)
        {
            return furthest[0];
        }

        var percent = decimal.Floor(furthest.Sum(part => part.Percent) / count * 100) / 100;
        return new(parts.Count(part => part.Holds(draft)) is var held && held > count ? count : held, count, percent);
    }
}

/// <summary>The part does not hold.</summary>
internal sealed class NotPlan(ConditionPlan part) : ConditionPlan
{
    public override IEnumerable<Subject> Subjects => part.Subjects;

    public override IEnumerable<SequencePlan> Sequences => part.Sequences;

    public override bool Holds(Draft draft) => !part.Holds(draft);

    public override ConditionProgress Progress(Draft draft) => ConditionProgress.Of(Holds(draft));
}

/// <summary>All parts have held, in order; how many have stands in the state.</summary>
internal sealed class SequencePlan(int index, string key, string owner) : ConditionPlan
{
    public int Index { get; } = index;

    public string Key { get; } = key;

    /// <summary>Key of the repeatable achievement it belongs to; empty: shared.</summary>
    public string Owner { get; } = owner;

    public ConditionPlan[] Parts { get; set; } = [];

    public override IEnumerable<Subject> Subjects => Parts.SelectMany(part => part.Subjects);

    public override IEnumerable<SequencePlan> Sequences => Parts.SelectMany(part => part.Sequences).Prepend(this);

    public override bool Holds(Draft draft) => draft.Steps[Index] >= Parts.Length;

    public override ConditionProgress Progress(Draft draft)
    {
        var step = draft.Steps[Index];
        var part = step < Parts.Length ? Parts[step].Progress(draft).Percent : 0;
        return new(step, Parts.Length, decimal.Floor(((step * 100) + part) / Parts.Length * 100) / 100);
    }

    /// <summary>Goes on over every part that holds.</summary>
    public void Advance(Draft draft)
    {
        var step = draft.Steps[Index];
        while (step < Parts.Length && Parts[step].Holds(draft))
        {
            draft.Steps.Set(Index, ++step);
        }
    }
}
