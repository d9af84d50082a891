using System.Text.Json;
using Laurel.Core;

namespace Laurel.Runtime.Users;

/// <summary>Attributes as a JSON object of texts.</summary>
internal static class AttributesJson
{
    public static void Write(Utf8JsonWriter json, string name, AttributeSet attributes)
    {
        json.WriteStartObject(name);
        foreach (var attribute in attributes.Values)
        {
            json.WriteString(attribute.Key, attribute.Value);
        }

        json.WriteEndObject();
    }

    public static AttributeSet Read(JsonElement json) =>
        AttributeSet.Of(json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value.GetString() ?? "")));
}
