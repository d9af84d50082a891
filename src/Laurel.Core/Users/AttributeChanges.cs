using Laurel.Core.Rulebooks;

namespace Laurel.Core.Users;

/// <summary>How attribute definitions are compared.</summary>
internal static class AttributeChanges
{
    public static readonly DefinitionChanges<AttributeDefinition> OfUsers = Of("user attribute");

    public static readonly DefinitionChanges<AttributeDefinition> OfEvents = Of("event attribute");

    private static DefinitionChanges<AttributeDefinition> Of(string kind) =>
        new(kind, attribute => attribute.Key, attribute => new FieldTexts().Add("name", attribute.Name));
}
