using Laurel.Core.Evaluation;

namespace Laurel.Core.Conditions;

/// <summary>A total of all time meets a goal.</summary>
internal sealed class CounterPlan(int counter, Goal goal) : ConditionPlan
{
    public override IEnumerable<Subject> Subjects => [new(SubjectKind.Counter, counter)];

    public override bool Holds(Draft draft) => goal.IsMetBy(draft.Counters[counter]);

    public override ConditionProgress Progress(Draft draft) => ConditionProgress.Of(goal, draft.Counters[counter]);
}

/// <summary>A gauge meets a goal; without the events it needs it does not.</summary>
internal sealed class GaugePlan(Gauge gauge, Goal goal) : ConditionPlan
{
    public override IEnumerable<Subject> Subjects => [new(SubjectKind.Counter, gauge.Counter)];

    public override bool Holds(Draft draft) => GaugeRules.Read(draft, gauge) is { } value && goal.IsMetBy(value);

    public override ConditionProgress Progress(Draft draft) => ConditionProgress.Of(goal, GaugeRules.Read(draft, gauge));
}

/// <summary>A streak's length meets a goal.</summary>
internal sealed class StreakLeafPlan(int streak, StreakMeasure measure, Goal goal) : ConditionPlan
{
    public override IEnumerable<Subject> Subjects => [new(SubjectKind.Streak, streak)];

    public override bool Holds(Draft draft) => goal.IsMetBy(Length(draft));

    public override ConditionProgress Progress(Draft draft) => ConditionProgress.Of(goal, Length(draft));

    private int Length(Draft draft) => measure == StreakMeasure.Longest ? draft.Streaks[streak].LongestLength : draft.Streaks[streak].Length;
}

/// <summary>A balance meets a goal.</summary>
internal sealed class BalancePlan(int system, Goal goal) : ConditionPlan
{
    public override IEnumerable<Subject> Subjects => [new(SubjectKind.Points, system)];

    public override bool Holds(Draft draft) => goal.IsMetBy(draft.Points[system].Balance);

    public override ConditionProgress Progress(Draft draft) => ConditionProgress.Of(goal, draft.Points[system].Balance);
}

/// <summary>A level is reached.</summary>
internal sealed class LevelLeafPlan(int system, int level) : ConditionPlan
{
    public override IEnumerable<Subject> Subjects => [new(SubjectKind.Points, system)];

    public override bool Holds(Draft draft) => LevelOf(draft) >= level;

    public override ConditionProgress Progress(Draft draft)
    {
        var (reached, target) = (LevelOf(draft) + 1, level + 1);
        return new(reached, target, ConditionProgress.Part(reached, target));
    }

    private int LevelOf(Draft draft) => draft.Plan.Points[system].LevelOf(draft.Points[system]);
}

/// <summary>An achievement is completed.</summary>
internal sealed class AchievementLeafPlan(int achievement) : ConditionPlan
{
    public override IEnumerable<Subject> Subjects => [new(SubjectKind.Achievement, achievement)];

    public override bool Holds(Draft draft) => draft.Achievements[achievement] is not null;

    public override ConditionProgress Progress(Draft draft) => ConditionProgress.Of(Holds(draft));
}

/// <summary>The user has some attributes.</summary>
internal sealed class UserLeafPlan(ValueList<AttributeValue> attributes) : ConditionPlan
{
    public override IEnumerable<Subject> Subjects => [new(SubjectKind.User, 0)];

    public override bool Holds(Draft draft) => draft.Profile.Attributes.Matches(attributes);

    public override ConditionProgress Progress(Draft draft) => ConditionProgress.Of(Holds(draft));
}
