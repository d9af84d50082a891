using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>Triggers as the administration API edits them. What it cannot say about one stays as the rulebook has it.</summary>
internal sealed class TriggerKind : DefinitionKind<TriggerDefinition, TriggerResponse>
{
    public override string Thing => "Trigger";

    public override ValueList<TriggerDefinition> All(Revision revision) => PointsPart.SystemOf(revision).Triggers;

    public override Rulebook With(Revision revision, ValueList<TriggerDefinition> all) => PointsPart.With(revision, system => system with { Triggers = all });

    public override Guid IdOf(Revision revision, TriggerDefinition definition) => revision.Id("trigger", revision.Owner, definition.Key);

    public override TriggerResponse Show(Revision revision, TriggerDefinition definition) => TriggerFields.Show(revision, definition, new()
    {
        Id = WireText.Of(IdOf(revision, definition)),
        Key = definition.Key,
        Type = TriggerFields.TypeOf(definition.When),
        Points = definition.Points,
        Status = definition.IsActive ? "active" : "inactive",
        UserAttributes = revision.Shown(definition.UserFilter, "user"),
        BlockIfOutOfPoints = definition.BlockIfOutOfPoints,
    });

    public override TriggerDefinition? Create(Revision revision, FieldReader item)
    {
        foreach (var field in new[] { "type", "points" }.Where(field => !item.Has(field)))
        {
            item.Problem(field, "is required");
        }

        var type = item.Word("type", TriggerFields.Types);
        return type is null ? null : Change(revision, new TriggerDefinition(PointsPart.NewKey(type), 0, new TriggerCondition.Signup()) { IsActive = false }, item);
    }

    public override TriggerDefinition? Change(Revision revision, TriggerDefinition definition, FieldReader item)
    {
        var before = TriggerFields.TypeOf(definition.When);
        var type = item.Word("type", TriggerFields.Types) ?? before;
        if (type != before && definition.IsActive)
        {
            item.Problem("type", "can be changed only while the trigger is inactive");
        }

        return definition with
        {
            Points = item.Whole("points", -Limits.PointsMax, Limits.PointsMax) ?? definition.Points,
            IsActive = item.Word("status", "active", "inactive") is { } status ? status == "active" : definition.IsActive,
            UserFilter = revision.Filter(item, "userAttributes", "user") ?? definition.UserFilter,
            BlockIfOutOfPoints = item.Flag("blockIfOutOfPoints") ?? definition.BlockIfOutOfPoints,
            When = TriggerFields.Read(revision, item, type, definition.When) ?? definition.When,
        };
    }
}
