using Laurel.Core;
using Laurel.Core.Conditions;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Conditions;

/// <summary>A condition in a rulebook document: a map that names exactly one thing to measure or one way to combine.</summary>
internal static class ConditionDocument
{
    public static readonly Shape Shape = Shape.Of(
        "when",
        "metric? measure? attribute? where? minValue? within? per? streak? longest? points? level? achievement? user? "
        + "reaches? above? below? atMost? is? all? any? not? sequence? atLeast? of?");

    private static readonly string[] Kinds = ["metric", "streak", "all", "any", "not", "sequence", "atLeast", "points", "achievement", "user"];

    private static readonly (string Field, Comparison Comparison)[] Goals =
        [("reaches", Comparison.Reaches), ("above", Comparison.Above), ("below", Comparison.Below), ("atMost", Comparison.AtMost), ("is", Comparison.Is)];

    /// <summary>Null: unreadable, and reported.</summary>
    public static Condition? Read(MapReader map)
    {
        var kind = map.OneOf(Kinds);
        RefuseStrangers(map, kind);
        return kind switch
        {
            "metric" => new Condition.Metric(MeasureDocument.Read(map), ReadGoal(map)),
            "streak" => new Condition.Streak(map["streak"].Text(), map["longest"].Flag() ? StreakMeasure.Longest : StreakMeasure.Current, ReadGoal(map)),
            "points" => map["level"].IsPresent
                ? new Condition.Level(map["points"].Text(), map["level"].Text())
                : new Condition.Balance(map["points"].Text(), ReadGoal(map)),
            "achievement" => new Condition.Achievement(map["achievement"].Text()),
            "user" => new Condition.User(map["user"].Attributes()),
            "all" => new Condition.All(map["all"].List(ReadPart)),
            "any" => new Condition.Any(map["any"].List(ReadPart)),
            "sequence" => new Condition.Sequence(map["sequence"].List(ReadPart)),
            "not" => new Condition.Not(ReadPart(map["not"])),
            "atLeast" => new Condition.AtLeast(map["atLeast"].Small(), map["of"].List(ReadPart)),
            _ => null,
        };
    }

    public static DocumentNode.Map Write(Condition condition) => condition switch
    {
        Condition.Metric metric => Write(MeasureDocument.Write(new(Shape), metric.Measure), metric.Goal).Map,
        Condition.Streak streak => Write(new MapWriter(Shape).Text("streak", streak.Key).Flag("longest", streak.Measure == StreakMeasure.Longest), streak.Goal).Map,
        Condition.Balance balance => Write(new MapWriter(Shape).Text("points", balance.System), balance.Goal).Map,
        Condition.Level level => new MapWriter(Shape).Text("points", level.System).Text("level", level.Key).Map,
        Condition.Achievement achievement => new MapWriter(Shape).Text("achievement", achievement.Key).Map,
        Condition.User user => new MapWriter(Shape).Attributes("user", user.Attributes).Map,
        Condition.All all => new MapWriter(Shape).List("all", all.Parts, WritePart).Map,
        Condition.Any any => new MapWriter(Shape).List("any", any.Parts, WritePart).Map,
        Condition.Sequence sequence => new MapWriter(Shape).List("sequence", sequence.Parts, WritePart).Map,
        Condition.Not not => new MapWriter(Shape).Node("not", WritePart(not.Part)).Map,
        Condition.AtLeast some => new MapWriter(Shape).Number("atLeast", some.Count).List("of", some.Parts, WritePart).Map,
        _ => throw new InvalidOperationException($"No document for {condition}."),
    };

    // A key alone names an achievement.
    private static Condition ReadPart(NodeReader node) => node.IsMap && node.Map(Shape) is { } map
        ? Read(map) ?? new Condition.All([])
        : new Condition.Achievement(node.Text());

    private static DocumentNode WritePart(Condition part) =>
        part is Condition.Achievement achievement ? new DocumentNode.Scalar(achievement.Key, ScalarKind.Text) : Write(part);

    private static void RefuseStrangers(MapReader map, string? kind)
    {
        if (kind is null)
        {
            return;
        }

        if (kind is not ("metric" or "streak" or "points") || map["level"].IsPresent)
        {
            Refuse(map, "only with metric, streak or points, and not with level", [.. Goals.Select(goal => goal.Field)]);
        }

        if (kind is not "metric")
        {
            Refuse(map, "only with metric", "measure", "attribute", "where", "minValue", "within", "per");
        }

        Refuse(map, "only with streak", kind is "streak" ? [] : ["longest"]);
        Refuse(map, "only with points", kind is "points" ? [] : ["level"]);
        Refuse(map, "only with atLeast", kind is "atLeast" ? [] : ["of"]);
    }

    private static void Refuse(MapReader map, string limit, params string[] fields)
    {
        foreach (var field in fields)
        {
            map.Refuse(field, limit);
        }
    }

    private static Goal ReadGoal(MapReader map)
    {
        var present = Goals.Where(goal => map[goal.Field].IsPresent).ToList();
        if (present.Count == 0)
        {
            map["reaches"].WrongType("required", "add the value to reach");
            return Goal.Reaching(1);
        }

        foreach (var (field, _) in present.Skip(1))
        {
            map[field].WrongType("exactly one of reaches, above, below, atMost, is", "keep one of them");
        }

        return new(present[0].Comparison, map[present[0].Field].Number());
    }

    private static MapWriter Write(MapWriter map, Goal goal) =>
        map.Number(Goals.First(known => known.Comparison == goal.Comparison).Field, goal.Target);
}
