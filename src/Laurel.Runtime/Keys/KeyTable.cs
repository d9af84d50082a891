using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Laurel.Runtime.Keys;

/// <summary>Reads and writes the table of keys.</summary>
internal static class KeyTable
{
    private const string Columns = "k.prefix, k.kind, k.name, k.user_id, k.created_at, k.last_used_at, k.revoked_at, k.secret_hash, k.space_id, s.environment, s.tenant";

    public static void Write(SqliteDatabase database, ApiKey key, byte[] secretHash) => Execute(
        database,
        """
        insert into api_keys (space_id, prefix, secret_hash, kind, user_id, name, created_at)
        values ($space, $prefix, $hash, $kind, $user, $name, $at)
        on conflict (prefix) do update set
          space_id = excluded.space_id, secret_hash = excluded.secret_hash, kind = excluded.kind, user_id = excluded.user_id,
          name = excluded.name, revoked_at = null
        """,
        ("$space", key.Space.Id), ("$prefix", key.Prefix), ("$hash", secretHash), ("$kind", key.Kind == KeyKind.Admin ? "admin" : "user"),
        ("$user", key.UserId), ("$name", key.Name), ("$at", key.CreatedAt.ToUnixTimeMilliseconds()));

    public static bool Revoke(SqliteDatabase database, string prefix, Instant at) => Execute(
        database,
        "update api_keys set revoked_at = $at where prefix = $prefix and revoked_at is null",
        ("$prefix", prefix), ("$at", at.ToUnixTimeMilliseconds())) > 0;

    public static void WriteUse(SqliteDatabase database, string prefix, Instant at) => Execute(
        database,
        "update api_keys set last_used_at = $at where prefix = $prefix",
        ("$prefix", prefix), ("$at", at.ToUnixTimeMilliseconds()));

    public static (ApiKey Key, byte[] SecretHash)? Find(SqliteDatabase database, string prefix)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"select {Columns} from api_keys k left join spaces s on s.space_id = k.space_id where k.prefix = $prefix";
        command.Parameters.AddWithValue("$prefix", prefix);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (KeyOf(reader), reader.GetFieldValue<byte[]>(7)) : null;
    }

    public static IReadOnlyList<ApiKey> List(SqliteDatabase database, Space space)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"select {Columns} from api_keys k left join spaces s on s.space_id = k.space_id where k.space_id = $space order by k.created_at, k.prefix";
        command.Parameters.AddWithValue("$space", space.Id);
        using var reader = command.ExecuteReader();
        var keys = new List<ApiKey>();
        while (reader.Read())
        {
            keys.Add(KeyOf(reader));
        }

        return keys;
    }

    private static ApiKey KeyOf(SqliteDataReader row) => new(
        row.GetInt32(8) == Space.Default.Id ? Space.Default : new Space(row.GetInt32(8), row.GetString(9), row.GetString(10)),
        row.GetString(0),
        row.GetString(1) == "admin" ? KeyKind.Admin : KeyKind.User,
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        Instant.FromUnixTimeMilliseconds(row.GetInt64(4)))
    {
        LastUsedAt = At(row, 5),
        RevokedAt = At(row, 6),
    };

    private static Instant? At(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static int Execute(SqliteDatabase database, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command.ExecuteNonQuery();
    }
}
