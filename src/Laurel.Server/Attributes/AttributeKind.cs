using Laurel.Core;
using Laurel.Core.Rulebooks;
using Laurel.Core.Users;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Attributes;

/// <summary>Attributes of users and of events: two lists of the rulebook, one on the wire, those of users first.</summary>
internal sealed class AttributeKind : DefinitionKind<AttributeKind.Typed, AttributeAdminResponse>
{
    private const string OfUsers = "user";
    private const string OfEvents = "event";

    public override string Thing => "Attribute";

    public override ValueList<Typed> All(Revision revision) =>
    [
        .. revision.Rulebook.UserAttributes.Select(attribute => new Typed(OfUsers, attribute)),
        .. revision.Rulebook.EventAttributes.Select(attribute => new Typed(OfEvents, attribute)),
    ];

    public override Rulebook With(Revision revision, ValueList<Typed> all) => revision.Rulebook with
    {
        UserAttributes = [.. all.Where(one => one.Type == OfUsers).Select(one => one.Definition)],
        EventAttributes = [.. all.Where(one => one.Type == OfEvents).Select(one => one.Definition)],
    };

    public override Guid IdOf(Revision revision, Typed definition) => revision.Id("attribute", definition.Type, definition.Definition.Key);

    public override AttributeAdminResponse Show(Revision revision, Typed definition) =>
        new(WireText.Of(IdOf(revision, definition)), definition.Definition.Name, definition.Definition.Key, definition.Type);

    public override Typed? Create(Revision revision, FieldReader item)
    {
        var name = NewName(item, "Name not a string");
        if (!item.Has("type"))
        {
            item.Problem("type", "is required");
        }

        var type = item.Word("type", OfUsers, OfEvents) ?? OfUsers;
        var taken = All(revision).Where(one => one.Type == type).Select(one => one.Definition.Key);
        return new(type, new(NewKey(item, taken, "attribute of this type"), name));
    }

    public override Typed? Change(Revision revision, Typed definition, FieldReader item) =>
        definition with { Definition = definition.Definition with { Name = Renamed(item, definition.Definition.Name) } };

    /// <summary>An attribute, and whether users or events have it.</summary>
    internal sealed record Typed(string Type, AttributeDefinition Definition);
}
