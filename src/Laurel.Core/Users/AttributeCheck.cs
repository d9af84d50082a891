using Laurel.Core.Rulebooks;

namespace Laurel.Core.Users;

/// <summary>What keeps attribute definitions from being used.</summary>
internal static class AttributeCheck
{
    public static void Run(CheckContext context, Rulebook rulebook)
    {
        List(context, context.UserAttributes.Path, rulebook.UserAttributes);
        List(context, context.EventAttributes.Path, rulebook.EventAttributes);
    }

    private static void List(CheckContext context, string list, ValueList<AttributeDefinition> attributes)
    {
        KeyCheck.Declared(context, list, attributes.Select(attribute => attribute.Key));
        for (var i = 0; i < attributes.Count; i++)
        {
            TextCheck.Name(context, $"{list}[{i}].name", attributes[i].Name);
        }
    }
}
