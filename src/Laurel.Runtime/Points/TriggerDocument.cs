using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Points;

/// <summary>A trigger of a points system in a rulebook document.</summary>
internal static class TriggerDocument
{
    public static readonly Shape Shape = Shape.Of(
        "trigger", "key points status? metric? streak? every? achievement? level? completed? time? signup? where? blockIfOutOfPoints? limits? coolDown? oncePer? diminishing? window? modifiers?");

    public static readonly Shape Level = Shape.Of("levelReached", "points reaches?");

    public static readonly Shape Completed = Shape.Of("completed", "every of?");

    public static readonly Shape Time = Shape.Of("time", "every unit");

    public static TriggerDefinition Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return new("", 0, new TriggerCondition.Signup());
        }

        var where = map["where"].Map(WhereDocument.UserAndEvent);
        return new(map["key"].Text(), map["points"].Whole(), ReadCondition(map, where))
        {
            IsActive = map["status"].Word(RulebookWords.TriggerStatuses, TriggerStatus.Active) == TriggerStatus.Active,
            UserFilter = where?["user"].Attributes() ?? [],
            BlockIfOutOfPoints = map["blockIfOutOfPoints"].Flag(),
            Limits = map["limits"].List(LimitDocument.Read),
            CoolDown = map["coolDown"].Duration(),
            OncePer = map["oncePer"].TextOrNull(),
            Diminishing = map["diminishing"].List(LimitDocument.ReadStep),
            Modifiers = ModifierDocument.Read(map["modifiers"]),
            Window = LimitDocument.ReadWindow(map["window"]),
        };
    }

    public static DocumentNode Write(TriggerDefinition trigger)
    {
        var eventFilter = trigger.When is TriggerCondition.Metric metric ? metric.EventFilter : [];
        var map = new MapWriter(Shape)
            .Text("key", trigger.Key)
            .Number("points", trigger.Points)
            .Word("status", RulebookWords.TriggerStatuses, trigger.IsActive ? TriggerStatus.Active : TriggerStatus.Inactive, absent: TriggerStatus.Active);
        return WriteCondition(map, trigger.When)
            .Nested("where", WhereDocument.Write(trigger.UserFilter, eventFilter))
            .Flag("blockIfOutOfPoints", trigger.BlockIfOutOfPoints)
            .List("limits", trigger.Limits, LimitDocument.Write)
            .Duration("coolDown", trigger.CoolDown)
            .Text("oncePer", trigger.OncePer)
            .List("diminishing", trigger.Diminishing, LimitDocument.WriteStep)
            .Nested("window", LimitDocument.WriteWindow(trigger.Window))
            .Nested("modifiers", ModifierDocument.Write(trigger.Modifiers))
            .Map;
    }

    private static TriggerCondition ReadCondition(MapReader map, MapReader? where)
    {
        var kind = map.OneOf("metric", "streak", "achievement", "level", "completed", "time", "signup");
        RefuseStrangers(map, where, kind);
        return kind switch
        {
            "metric" => new TriggerCondition.Metric(map["metric"].Text(), map["every"].Whole(absent: 1), where?["event"].Attributes() ?? []),
            "streak" => new TriggerCondition.Streak(map["streak"].Text(), map["every"].Small()),
            "achievement" => new TriggerCondition.Achievement(map["achievement"].Text()),
            "level" => ReadLevel(map["level"].Map(Level)),
            "completed" => ReadCompleted(map["completed"].Map(Completed)),
            "time" => ReadTime(map["time"].Map(Time)),
            "signup" => ReadSignup(map["signup"]),
            _ => new TriggerCondition.Signup(),
        };
    }

    /// <summary>Reports fields that belong to another kind of trigger.</summary>
    private static void RefuseStrangers(MapReader map, MapReader? where, string? kind)
    {
        if (kind is "streak" && !map["every"].IsPresent)
        {
            map["every"].WrongType("required", "add how many periods lie between two awards");
        }

        if (kind is "achievement" or "level" or "completed" or "time" or "signup")
        {
            map.Refuse("every", "only beside metric or streak");
        }

        if (kind is not (null or "metric"))
        {
            where?.Refuse("event", "only for metric triggers");
        }
    }

    private static TriggerCondition.Level ReadLevel(MapReader? map) => new(map?["points"].Text() ?? "", map?["reaches"].TextOrNull());

    private static TriggerCondition.Completed ReadCompleted(MapReader? map) => new(map?["every"].Small() ?? 1, map?["of"].Texts() ?? []);

    private static TriggerCondition.Time ReadTime(MapReader? map) =>
        new(map?["every"].Small() ?? 1, map?["unit"].Word(RulebookWords.TimeUnits, TriggerTimeUnit.Hour) ?? TriggerTimeUnit.Hour);

    private static TriggerCondition.Signup ReadSignup(NodeReader node)
    {
        if (!node.Flag(absent: true))
        {
            node.WrongType("true", "write true or remove it");
        }

        return new();
    }

    private static MapWriter WriteCondition(MapWriter map, TriggerCondition condition) => condition switch
    {
        TriggerCondition.Metric metric => map.Text("metric", metric.Key).Number("every", metric.Every, absent: 1),
        TriggerCondition.Streak streak => map.Text("streak", streak.Key).Number("every", streak.Every),
        TriggerCondition.Achievement achievement => map.Text("achievement", achievement.Key),
        TriggerCondition.Level level => map.Nested("level", new MapWriter(Level).Text("points", level.System).Text("reaches", level.Key).Map),
        TriggerCondition.Completed completed => map.Nested("completed", new MapWriter(Completed).Number("every", completed.Percent).Texts("of", completed.Of).Map),
        TriggerCondition.Time time => map.Nested("time", new MapWriter(Time).Number("every", time.Every).Word("unit", RulebookWords.TimeUnits, time.Unit).Map),
        TriggerCondition.Signup => map.Flag("signup", true),
        _ => throw new InvalidOperationException($"No document for {condition}."),
    };
}
