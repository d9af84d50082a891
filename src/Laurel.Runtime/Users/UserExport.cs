using System.Data.Common;
using System.Text.Json.Nodes;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Users;

/// <summary>Everything that is kept of a user, as it is stored: an object of tables, each a list of rows.</summary>
public static class UserExport
{
    private static readonly string[] Documents = ["state", "body", "row"];

    /// <summary>The tables that keep something of users.</summary>
    public static IReadOnlyList<string> Tables => UserRecords.Tables;

    /// <summary>
    /// All rows of the user. Instants are written as text, ids as UUIDs, documents as JSON; secrets of keys are left out. Tables without
    /// rows are absent.
    /// </summary>
    public static JsonObject Of(Database database, Space space, string user)
    {
        using var connection = database.ConnectFor(space.Id, [user]);
        var export = new JsonObject();
        foreach (var table in UserRecords.Tables)
        {
            var rows = connection.Select($"select * from {table} where space_id = @space and user_id = @user", RowOf, ("space", space.Id), ("user", user));
            if (rows.Count > 0)
            {
                export[table] = new JsonArray([.. rows]);
            }
        }

        return export;
    }

    private static JsonNode RowOf(DbDataReader row)
    {
        var json = new JsonObject();
        for (var i = 0; i < row.FieldCount; i++)
        {
            var name = row.GetName(i);
            if (name is not ("space_id" or "user_id" or "secret_hash") && !row.IsDBNull(i))
            {
                json[name] = ValueOf(name, row.GetValue(i));
            }
        }

        return json;
    }

    private static JsonNode? ValueOf(string name, object value) => value switch
    {
        byte[] { Length: 16 } id => JsonValue.Create(new Guid(id, bigEndian: true).ToString()),
        byte[] bytes => JsonValue.Create(Convert.ToBase64String(bytes)),
        string { Length: > 0 } text when Documents.Contains(name) && text[0] is '{' or '[' => JsonNode.Parse(text),
        string text => JsonValue.Create(text),
        long at when name == "at" || name.EndsWith("_at", StringComparison.Ordinal) => JsonValue.Create(InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeMilliseconds(at))),
        _ => JsonValue.Create(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
