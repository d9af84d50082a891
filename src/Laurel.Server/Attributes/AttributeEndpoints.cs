using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Attributes;

/// <summary>The attributes that users and events may have.</summary>
internal static class AttributeEndpoints
{
    public static void Map(Routes admin) => DefinitionEndpoints.Map(
        admin, "/attributes", new AttributeKind(), new("Attributes", "attributes", typeof(IReadOnlyList<AttributeBody>), typeof(IReadOnlyList<AttributeChangeBody>)) { Example = """{"name": "Plan", "key": "plan", "type": "user"}""" });
}

/// <summary>An attribute; type is user or event.</summary>
internal sealed record AttributeAdminResponse(string Id, string Name, string Key, string Type);

/// <summary>A new attribute, for the published document.</summary>
internal sealed record AttributeBody(string Name, string Key, string Type);

/// <summary>What is to change about an attribute, for the published document.</summary>
internal sealed record AttributeChangeBody(string Id, string? Name);
