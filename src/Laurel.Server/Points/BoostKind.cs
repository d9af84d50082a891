using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>Boosts as the administration API edits them.</summary>
internal sealed class BoostKind : DefinitionKind<BoostDefinition, BoostResponse>
{
    public override string Thing => "Points boost";

    public override ValueList<BoostDefinition> All(Revision revision) => PointsPart.SystemOf(revision).Boosts;

    public override Rulebook With(Revision revision, ValueList<BoostDefinition> all) => PointsPart.With(revision, system => system with { Boosts = all });

    public override Guid IdOf(Revision revision, BoostDefinition definition) => revision.Id("boost", revision.Owner, definition.Key);

    public override BoostResponse Show(Revision revision, BoostDefinition definition) => new()
    {
        Id = WireText.Of(IdOf(revision, definition)),
        Name = definition.Name,
        Key = definition.Key,
        Status = revision.Today < definition.StartOn ? "scheduled" : revision.Today > definition.EndOn ? "finished" : "active",
        Start = WireText.Of(definition.StartOn),
        End = WireText.Of(definition.EndOn),
        Multiplier = WireText.Of(definition.Multiplier),
        Rounding = definition.Rounding switch { Rounding.Down => "down", Rounding.Up => "up", _ => "nearest" },
        UserId = definition.User,
        UserAttributes = definition.User is null ? revision.Shown(definition.UserFilter, "user") : null,
    };

    public override BoostDefinition? Create(Revision revision, FieldReader item)
    {
        var name = NewName(item);
        foreach (var field in new[] { "start", "multiplier" }.Where(field => !item.Has(field)))
        {
            item.Problem(field, "is required");
        }

        var user = item.Text("userId");
        if (user is not null && revision.Call.Backend.Engine.Find(revision.Space, user) is null)
        {
            item.Refuse("User does not exist");
        }

        return Change(revision, new BoostDefinition(PointsPart.NewKey("boost"), name, 2, revision.Today) { User = user }, item);
    }

    public override BoostDefinition? Change(Revision revision, BoostDefinition definition, FieldReader item)
    {
        if (definition.User is not null && item.Has("userAttributes"))
        {
            item.Problem("userAttributes", "cannot be set on a boost of one user");
        }

        return definition with
        {
            Name = Renamed(item, definition.Name),
            StartOn = item.Date("start") ?? definition.StartOn,
            EndOn = item.IsNull("end") ? null : item.Date("end") ?? definition.EndOn,
            Multiplier = item.Number("multiplier") ?? definition.Multiplier,
            Rounding = item.Word("rounding", "down", "up", "nearest") switch
            {
                "down" => Rounding.Down,
                "up" => Rounding.Up,
                "nearest" => Rounding.Nearest,
                _ => definition.Rounding,
            },
            UserFilter = revision.Filter(item, "userAttributes", "user") ?? definition.UserFilter,
        };
    }
}
