using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Laurel.Runtime.Rulebooks;

/// <summary>The versions of each space's rulebook, as stored.</summary>
public sealed class RulebookStore(SqliteDatabase database)
{
    /// <summary>All versions of a space in order; null when it has none yet.</summary>
    public Timeline? Load(int space)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "select version, document, effective_at from rulebooks where space_id = $space order by version";
        command.Parameters.AddWithValue("$space", space);
        using var reader = command.ExecuteReader();
        var plans = new List<Plan>();
        while (reader.Read())
        {
            // The first version has been in force since ever.
            var effectiveAt = plans.Count == 0 ? Instant.MinValue : Instant.FromUnixTimeMilliseconds(reader.GetInt64(2));
            plans.Add(new Plan(Parse(reader.GetString(1)), reader.GetInt32(0), effectiveAt));
        }

        return plans.Count == 0 ? null : new Timeline(plans);
    }

    /// <summary>When each version was stored.</summary>
    public IReadOnlyDictionary<int, Instant> CreatedAt(int space)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "select version, created_at from rulebooks where space_id = $space";
        command.Parameters.AddWithValue("$space", space);
        using var reader = command.ExecuteReader();
        var created = new Dictionary<int, Instant>();
        while (reader.Read())
        {
            created.Add(reader.GetInt32(0), Instant.FromUnixTimeMilliseconds(reader.GetInt64(1)));
        }

        return created;
    }

    /// <summary>The latest version's number; 0 when there is none.</summary>
    public int LatestVersion(int space)
    {
        using var connection = database.Connect();
        return LatestVersion(connection, space);
    }

    /// <summary>
    /// Stores a rulebook as the next version, in force from <paramref name="at"/> on (or from when the version before it is, should the clock have gone back). Returns its number.
    /// </summary>
    public int Add(int space, Rulebook rulebook, string author, Instant at)
    {
        using var connection = database.Connect();
        using var transaction = connection.BeginTransaction();
        var version = LatestVersion(connection, space) + 1;
        Execute(connection, """
            insert into rulebooks (space_id, version, document, author, created_at, effective_at)
            values ($space, $version, $document, $author, $at,
              max($at, (select coalesce(max(effective_at), $at) from rulebooks where space_id = $space)))
            """, ("$space", space), ("$version", version), ("$document", RulebookJson.Write(rulebook)), ("$author", author), ("$at", at.ToUnixTimeMilliseconds()));
        transaction.Commit();
        return version;
    }

    private static Rulebook Parse(string document) =>
        RulebookJson.Read(document) is { Rulebook: { } rulebook }
            ? rulebook
            : throw new DatabaseException("rulebook_unreadable", "A stored rulebook cannot be read by this program. Use a newer Laurel.");

    private static int LatestVersion(SqliteConnection connection, int space)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select coalesce(max(version), 0) from rulebooks where space_id = $space";
        command.Parameters.AddWithValue("$space", space);
        return (int)(long)(command.ExecuteScalar() ?? 0L);
    }

    private static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
