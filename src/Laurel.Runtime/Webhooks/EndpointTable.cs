using System.Data.Common;
using Laurel.Core;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>Reads and writes the list of endpoints.</summary>
internal static class EndpointTable
{
    /// <summary>All endpoints of the spaces that are known, the oldest first.</summary>
    public static IReadOnlyList<WebhookEndpoint> All(DbConnection connection, Func<int, Space?> spaceOf) =>
    [
        .. connection.Select(
            """
            select space_id, endpoint_id, name, url, types, secret, previous_secret, rotated_at, enabled, created_at, updated_at
            from webhook_endpoints order by space_id, created_at, endpoint_id
            """,
            row => spaceOf(row.GetInt32(0)) is { } space ? EndpointOf(space, row) : null).OfType<WebhookEndpoint>(),
    ];

    public static void Write(DbConnection connection, WebhookEndpoint endpoint) => connection.Execute(
        """
        insert into webhook_endpoints
          (space_id, endpoint_id, name, url, types, secret, previous_secret, rotated_at, enabled, created_at, updated_at)
        values (@space, @id, @name, @url, @types, @secret, @previous, @rotated, @enabled, @created, @updated)
        on conflict (space_id, endpoint_id) do update set
          name = excluded.name, url = excluded.url, types = excluded.types, secret = excluded.secret, previous_secret = excluded.previous_secret,
          rotated_at = excluded.rotated_at, enabled = excluded.enabled, updated_at = excluded.updated_at
        """,
        ("space", endpoint.Space.Id), ("id", Key(endpoint.Id)), ("name", endpoint.Name), ("url", endpoint.Url), ("types", string.Join(' ', endpoint.Types)),
        ("secret", endpoint.Secret), ("previous", endpoint.PreviousSecret), ("rotated", endpoint.RotatedAt?.ToUnixTimeMilliseconds()),
        ("enabled", endpoint.IsEnabled ? 1 : 0), ("created", endpoint.CreatedAt.ToUnixTimeMilliseconds()), ("updated", endpoint.UpdatedAt.ToUnixTimeMilliseconds()));

    public static void Delete(DbConnection connection, WebhookEndpoint endpoint)
    {
        ReadOnlySpan<(string, object?)> key = [("space", endpoint.Space.Id), ("id", Key(endpoint.Id))];
        connection.Execute("delete from webhook_endpoints where space_id = @space and endpoint_id = @id", key);
        connection.Execute("delete from webhook_deliveries where space_id = @space and endpoint_id = @id", key);
    }

    /// <summary>A UUID as it is stored: 16 bytes, big-endian.</summary>
    public static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    private static WebhookEndpoint EndpointOf(Space space, DbDataReader row) => new(
        new Guid(row.GetFieldValue<byte[]>(1), bigEndian: true), space, row.GetString(2), row.GetString(3),
        [.. row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries)], row.GetString(5))
    {
        PreviousSecret = row.GetTextOrNull(6),
        RotatedAt = row.GetLongOrNull(7) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null,
        IsEnabled = row.GetInt64(8) != 0,
        CreatedAt = Instant.FromUnixTimeMilliseconds(row.GetInt64(9)),
        UpdatedAt = Instant.FromUnixTimeMilliseconds(row.GetInt64(10)),
    };
}
