using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Laurel.Core;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Metrics;

/// <summary>One event of a user as the journal has it.</summary>
public sealed record EventRow(Instant At, string Metric, decimal Value, AttributeSet Attributes);

/// <summary>Reads the events of one user from the journal.</summary>
public static class MetricQueries
{
    /// <summary>What one metric ever changed by, event by event, in no particular order.</summary>
    public static IEnumerable<(Instant At, decimal Value)> Changes(Database database, Space space, string user, string metric)
    {
        using var connection = database.ConnectFor(space.Id, [user]);
        var retracted = Retracted(connection, space, user);
        var rows = connection.Stream(
            "select at, value, input_id from journal where space_id = @space and user_id = @user and metric = @metric",
            row => (At: At(row.GetInt64(0)), Value: Number(row.GetString(1)), Id: row.GetFieldValue<byte[]>(2)),
            ("space", space.Id), ("user", user), ("metric", metric));
        foreach (var row in rows.Where(row => !retracted.Contains(IdOf(row.Id))))
        {
            yield return (row.At, row.Value);
        }
    }

    /// <summary>All events of a user, in no particular order.</summary>
    public static IEnumerable<EventRow> Events(Database database, Space space, string user)
    {
        using var connection = database.ConnectFor(space.Id, [user]);
        var retracted = Retracted(connection, space, user);
        var rows = connection.Stream(
            "select at, metric, value, body, input_id from journal where space_id = @space and user_id = @user and kind = 'event'",
            row => (
                Event: new EventRow(At(row.GetInt64(0)), row.GetString(1), Number(row.GetString(2)), AttributesOf(row.GetTextOrNull(3))),
                Id: row.GetFieldValue<byte[]>(4)),
            ("space", space.Id), ("user", user));
        foreach (var row in rows.Where(row => !retracted.Contains(IdOf(row.Id))))
        {
            yield return row.Event;
        }
    }

    // Events that were taken back stay in the journal, and never counted.
    private static HashSet<Guid> Retracted(DbConnection connection, Space space, string user) => connection.Select(
        "select body from journal where space_id = @space and user_id = @user and kind = 'retract'",
        row =>
        {
            using var body = JsonDocument.Parse(row.GetString(0));
            return body.RootElement.GetProperty("event").GetGuid();
        },
        ("space", space.Id), ("user", user)).ToHashSet();

    private static Guid IdOf(byte[] bytes) => new(bytes, bigEndian: true);

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static AttributeSet AttributesOf(string? body)
    {
        if (body is null)
        {
            return AttributeSet.Empty;
        }

        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("attributes", out var attributes) ? AttributesJson.Read(attributes) : AttributeSet.Empty;
    }
}
