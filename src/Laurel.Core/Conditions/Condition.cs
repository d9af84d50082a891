namespace Laurel.Core.Conditions;

/// <summary>
/// Something about a user that holds or does not: leaves that measure one thing, and combinations of conditions. A condition
/// is looked at whenever something it names moves; the passing of time alone is not noticed until then.
/// </summary>
public abstract record Condition
{
    private Condition() { }

    /// <summary>Every part holds.</summary>
    public sealed record All(ValueList<Condition> Parts) : Condition;

    /// <summary>At least one part holds.</summary>
    public sealed record Any(ValueList<Condition> Parts) : Condition;

    /// <summary>At least <paramref name="Count"/> of the parts hold.</summary>
    public sealed record AtLeast(int Count, ValueList<Condition> Parts) : Condition;

    /// <summary>The part does not hold.</summary>
    public sealed record Not(Condition Part) : Condition;

    /// <summary>
    /// The parts came to hold one after the other. Each part is looked at only once the part before it has held, and its
    /// metrics count only the events after the one that met the part before it. Once through, the sequence holds for good.
    /// </summary>
    public sealed record Sequence(ValueList<Condition> Parts) : Condition;

    /// <summary>What the events of a metric come to meets a goal.</summary>
    public sealed record Metric(MetricMeasure Measure, Goal Goal) : Condition;

    /// <summary>The length of a streak meets a goal.</summary>
    public sealed record Streak(string Key, StreakMeasure Measure, Goal Goal) : Condition;

    /// <summary>The balance of a points system meets a goal.</summary>
    public sealed record Balance(string System, Goal Goal) : Condition;

    /// <summary>The user is at least at a level of a points system.</summary>
    public sealed record Level(string System, string Key) : Condition;

    /// <summary>An achievement is completed.</summary>
    public sealed record Achievement(string Key) : Condition;

    /// <summary>The user has all of these attributes.</summary>
    public sealed record User(ValueList<AttributeValue> Attributes) : Condition;

    /// <summary>The leaves in the order in which they are written.</summary>
    public IEnumerable<Condition> Leaves => Children is { } children ? children.SelectMany(part => part.Leaves) : [this];

    /// <summary>What this combines; null for a leaf.</summary>
    public ValueList<Condition>? Children => this switch
    {
        All all => all.Parts,
        Any any => any.Parts,
        AtLeast some => some.Parts,
        Not not => [not.Part],
        Sequence sequence => sequence.Parts,
        _ => null,
    };
}

/// <summary>Which length of a streak is meant: that of the running one, or the longest there ever was.</summary>
public enum StreakMeasure { Current, Longest }

/// <summary>How a measured value is compared with a target: at least it, above it, below it, at most it, exactly it.</summary>
public enum Comparison { Reaches, Above, Below, AtMost, Is }

/// <summary>What a measured value is to be.</summary>
public readonly record struct Goal(Comparison Comparison, decimal Target)
{
    /// <summary>A goal that is met from <paramref name="target"/> on.</summary>
    public static Goal Reaching(decimal target) => new(Comparison.Reaches, target);

    public bool IsMetBy(decimal value) => Comparison switch
    {
        Comparison.Reaches => value >= Target,
        Comparison.Above => value > Target,
        Comparison.Below => value < Target,
        Comparison.AtMost => value <= Target,
        Comparison.Is => value == Target,
        _ => throw new InvalidOperationException($"No rule for {Comparison}."),
    };
}
