using System.Data.Common;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Keys;

/// <summary>Reads and writes the table of keys.</summary>
internal static class KeyTable
{
    private const string Columns = "k.prefix, k.kind, k.name, k.user_id, k.created_at, k.last_used_at, k.revoked_at, k.secret_hash, k.space_id, s.environment, s.tenant";

    public static void Write(Database database, ApiKey key, byte[] secretHash) => Execute(
        database,
        """
        insert into api_keys (space_id, prefix, key_id, secret_hash, kind, user_id, name, created_at)
        values (@space, @prefix, @id, @hash, @kind, @user, @name, @at)
        on conflict (prefix) do update set
          space_id = excluded.space_id, key_id = excluded.key_id, secret_hash = excluded.secret_hash, kind = excluded.kind, user_id = excluded.user_id,
          name = excluded.name, revoked_at = null
        """,
        ("space", key.Space.Id), ("prefix", key.Prefix), ("id", KeyStore.IdOf(key.Space, key.Prefix).ToByteArray(bigEndian: true)), ("hash", secretHash), ("kind", key.Kind == KeyKind.Admin ? "admin" : "user"),
        ("user", key.UserId), ("name", key.Name), ("at", key.CreatedAt.ToUnixTimeMilliseconds()));

    public static bool Revoke(Database database, string prefix, Instant at) => Execute(
        database,
        "update api_keys set revoked_at = @at where prefix = @prefix and revoked_at is null",
        ("prefix", prefix), ("at", at.ToUnixTimeMilliseconds())) > 0;

    /// <summary>Deletes the key with an id; its prefix, or nothing when there is none.</summary>
    public static IReadOnlyList<string> Delete(Database database, Space space, Guid id, KeyKind kind)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            "delete from api_keys where key_id = @id and space_id = @space and kind = @kind returning prefix",
            row => row.GetString(0),
            ("id", id.ToByteArray(bigEndian: true)), ("space", space.Id), ("kind", kind == KeyKind.Admin ? "admin" : "user"));
    }

    public static void WriteUse(Database database, string prefix, Instant at) => Execute(
        database,
        "update api_keys set last_used_at = @at where prefix = @prefix",
        ("prefix", prefix), ("at", at.ToUnixTimeMilliseconds()));

    public static (ApiKey Key, byte[] SecretHash)? Find(Database database, string prefix)
    {
        using var connection = database.ConnectAside();
        var found = connection.Select(
            $"select {Columns} from api_keys k left join spaces s on s.space_id = k.space_id where k.prefix = @prefix",
            row => (KeyOf(row), row.GetFieldValue<byte[]>(7)),
            ("prefix", prefix));
        return found.Count == 0 ? null : found[0];
    }

    public static IReadOnlyList<ApiKey> List(Database database, Space space)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            $"select {Columns} from api_keys k left join spaces s on s.space_id = k.space_id where k.space_id = @space order by k.created_at, k.prefix",
            KeyOf,
            ("space", space.Id));
    }

    private static ApiKey KeyOf(DbDataReader row) => new(
        row.GetInt32(8) == Space.Default.Id ? Space.Default : new Space(row.GetInt32(8), row.GetString(9), row.GetString(10)),
        row.GetString(0),
        row.GetString(1) == "admin" ? KeyKind.Admin : KeyKind.User,
        row.GetString(2),
        row.GetTextOrNull(3),
        Instant.FromUnixTimeMilliseconds(row.GetInt64(4)))
    {
        LastUsedAt = At(row, 5),
        RevokedAt = At(row, 6),
    };

    private static Instant? At(DbDataReader row, int column) =>
        row.GetLongOrNull(column) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null;

    private static int Execute(Database database, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var connection = database.ConnectAside();
        return connection.Execute(sql, parameters);
    }
}
