using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>Points systems as the administration API edits them: a new one may bring its levels, boosts and triggers along.</summary>
internal sealed class PointsKind : DefinitionKind<PointsDefinition, PointsSystemResponse>
{
    private static readonly LevelKind Levels = new();
    private static readonly BoostKind Boosts = new();
    private static readonly TriggerKind Triggers = new();

    public override string Thing => "Points system";

    public override ValueList<PointsDefinition> All(Revision revision) => revision.Rulebook.Points;

    public override Rulebook With(Revision revision, ValueList<PointsDefinition> all) => revision.Rulebook with { Points = all };

    public override Guid IdOf(Revision revision, PointsDefinition definition) => revision.Id("points", definition.Key);

    public override PointsSystemResponse Show(Revision revision, PointsDefinition definition) => new(
        WireText.Of(IdOf(revision, definition)), definition.Name, definition.Key, definition.Description ?? "", "active",
        Badge.Of(definition.BadgeUrl), definition.MaxPoints);

    public override PointsSystemResponse ShowNew(Revision revision, PointsDefinition definition, FieldReader item)
    {
        var within = revision with { Owner = definition.Key };
        return Show(revision, definition) with
        {
            Levels = item.Has("levels") ? [.. definition.Levels.Select(level => Levels.Show(within, level))] : null,
            Boosts = item.Has("boosts") ? [.. definition.Boosts.Select(boost => Boosts.Show(within, boost))] : null,
            Triggers = item.Has("triggers") ? [.. definition.Triggers.Select(trigger => Triggers.Show(within, trigger))] : null,
        };
    }

    public override PointsDefinition? Create(Revision revision, FieldReader item)
    {
        var name = NewName(item);
        var key = NewKey(item, revision.Rulebook.Points.Select(points => points.Key), "points system");
        var system = Change(revision, new PointsDefinition(key, name), item);
        return system is null ? null : WithParts(revision, system, item);
    }

    public override PointsDefinition? Change(Revision revision, PointsDefinition definition, FieldReader item) => definition with
    {
        Name = Renamed(item, definition.Name),
        Description = item.Text("description", Limits.TextLengthMax) ?? definition.Description,
        BadgeUrl = Badge.Read(item, definition.BadgeUrl),
        MaxPoints = item.IsNull("maxPoints") ? null : item.Whole("maxPoints", 1, Limits.PointsMax) ?? definition.MaxPoints,
    };

    // All or nothing: a part that cannot be made refuses the system.
    private static PointsDefinition WithParts(Revision revision, PointsDefinition system, FieldReader item)
    {
        var within = revision with { Rulebook = revision.Rulebook with { Points = revision.Rulebook.Points.Append(system) }, Owner = system.Key };
        within = Parts(within, Levels, item, "levels");
        within = Parts(within, Boosts, item, "boosts");
        return Parts(within, Triggers, item, "triggers").Rulebook.Points[^1];
    }

    private static Revision Parts<T, TBody>(Revision within, DefinitionKind<T, TBody> kind, FieldReader item, string field)
        where T : class
        where TBody : class
    {
        foreach (var part in item.Items(field, BulkCall.ItemsMax) ?? [])
        {
            if (kind.Create(within, part) is { } made)
            {
                within = within with { Rulebook = kind.With(within, kind.All(within).Append(made)) };
            }
        }

        return within;
    }
}
