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
    public static IEnumerable<(Instant At, decimal Value)> Changes(SqliteDatabase database, Space space, string user, string metric)
    {
        using var connection = database.Connect();
        var rows = connection.Stream(
            "select at, value from journal where space_id = @space and user_id = @user and metric = @metric",
            row => (Instant.FromUnixTimeMilliseconds(row.GetInt64(0)), Number(row.GetString(1))),
            ("space", space.Id), ("user", user), ("metric", metric));
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    /// <summary>All events of a user, in no particular order.</summary>
    public static IEnumerable<EventRow> Events(SqliteDatabase database, Space space, string user)
    {
        using var connection = database.Connect();
        var rows = connection.Stream(
            "select at, metric, value, body from journal where space_id = @space and user_id = @user and kind = 'event'",
            row => new EventRow(Instant.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), Number(row.GetString(2)), AttributesOf(row.GetTextOrNull(3))),
            ("space", space.Id), ("user", user));
        foreach (var row in rows)
        {
            yield return row;
        }
    }

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
