using Laurel.Core.Rulebooks;
using Laurel.Core.Users;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Users;

/// <summary>The declared attributes of users and events in a rulebook document.</summary>
internal static class AttributeDocument
{
    public static readonly Shape Lists = Shape.Of("attributes", "user? event?");

    public static readonly Shape Shape = Shape.Of("attribute", "key name?");

    public static AttributeDefinition Read(NodeReader node)
    {
        var map = node.Map(Shape);
        var key = map?["key"].Text() ?? "";
        return new(key, map?["name"].Text(key) ?? "");
    }

    public static DocumentNode.Map WriteLists(Rulebook rulebook) =>
        new MapWriter(Lists).List("user", rulebook.UserAttributes, Write).List("event", rulebook.EventAttributes, Write).Map;

    private static DocumentNode Write(AttributeDefinition attribute) =>
        new MapWriter(Shape).Text("key", attribute.Key).Text("name", attribute.Name, absent: attribute.Key).Map;
}
