using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>Levels as the administration API edits them; they stay ordered by their thresholds.</summary>
internal sealed class LevelKind : DefinitionKind<LevelDefinition, LevelResponse>
{
    public override string Thing => "Level";

    public override ValueList<LevelDefinition> All(Revision revision) => PointsPart.SystemOf(revision).Levels;

    public override Rulebook With(Revision revision, ValueList<LevelDefinition> all) =>
        PointsPart.With(revision, system => system with { Levels = [.. all.OrderBy(level => level.Points)] });

    public override Guid IdOf(Revision revision, LevelDefinition definition) => revision.Id("level", revision.Owner, definition.Key);

    public override LevelResponse Show(Revision revision, LevelDefinition definition) => new(
        WireText.Of(IdOf(revision, definition)), definition.Name, definition.Key, definition.Points, definition.Description, Badge.Of(definition.BadgeUrl));

    public override LevelDefinition? Create(Revision revision, FieldReader item)
    {
        var name = NewName(item);
        var key = NewKey(item, All(revision).Select(level => level.Key), "level");
        if (!item.Has("points"))
        {
            item.Problem("points", "is required");
        }

        return Change(revision, new LevelDefinition(key, name, 0), item);
    }

    public override LevelDefinition? Change(Revision revision, LevelDefinition definition, FieldReader item) => definition with
    {
        Name = Renamed(item, definition.Name),
        Points = item.Whole("points", 0, Limits.PointsMax) ?? definition.Points,
        Description = item.Text("description", Limits.TextLengthMax) ?? definition.Description,
        BadgeUrl = Badge.Read(item, definition.BadgeUrl),
    };
}
