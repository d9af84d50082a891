using System.Globalization;
using Laurel.Core.Inputs;
using Laurel.Runtime.Databases;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Laurel.Runtime.Inputs;

/// <summary>The journal: every input that changed something, append-only, numbered per user.</summary>
internal static class JournalTable
{
    public static void Write(SqliteWriter writer, int space, Input input, (long Seq, Instant ReceivedAt, int Version) entry)
    {
        var metricEvent = input as MetricEvent;
        writer.Into(Tables.Journal)
            .Add(space)
            .Add(input.User)
            .Add(entry.Seq)
            .Add(input.Id.Value)
            .Add(input.At.ToUnixTimeMilliseconds())
            .Add(entry.ReceivedAt.ToUnixTimeMilliseconds())
            .Add(InputJson.Kind(input))
            .Add(metricEvent?.Metric)
            .Add(metricEvent?.Value.ToString(CultureInfo.InvariantCulture))
            .Add(InputJson.Body(input))
            .Add(entry.Version)
            .End();
    }

    /// <summary>All inputs of a user in the order in which they were applied.</summary>
    public static IReadOnlyList<Input> Read(SqliteConnection connection, int space, string user)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            select input_id, at, kind, metric, value, body from journal
            where space_id = $space and user_id = $user order by seq
            """;
        command.Parameters.AddWithValue("$space", space);
        command.Parameters.AddWithValue("$user", user);
        using var reader = command.ExecuteReader();
        var inputs = new List<Input>();
        while (reader.Read())
        {
            inputs.Add(InputJson.Read(RowOf(reader, user)));
        }

        return inputs;
    }

    private static JournalRow RowOf(SqliteDataReader reader, string user) => new(
        new InputId(new Guid(reader.GetFieldValue<byte[]>(0), bigEndian: true)),
        user,
        Instant.FromUnixTimeMilliseconds(reader.GetInt64(1)),
        reader.GetString(2),
        reader.IsDBNull(3) ? null : reader.GetString(3),
        reader.IsDBNull(4) ? 0 : decimal.Parse(reader.GetString(4), NumberStyles.Number, CultureInfo.InvariantCulture),
        reader.IsDBNull(5) ? null : reader.GetString(5));
}

/// <summary>Which keyed inputs were applied already. Kept for ever.</summary>
internal static class IdempotencyTable
{
    private const string Delete = """
        delete from idempotency_keys where space_id = ?1 and user_id = ?2 and input_id = ?3
        """;

    /// <summary>Claims the input's key for journal entry <paramref name="seq"/>; false when it was claimed before.</summary>
    public static bool Claim(SqliteWriter writer, int space, Input input, long seq)
    {
        writer.Into(Tables.IdempotencyKeys).Add(space).Add(input.User).Add(input.Id.Value).Add(seq).End();
        return writer.ChangedRows > 0;
    }

    /// <summary>Gives the key of a refused input back.</summary>
    public static void Release(SqliteWriter writer, int space, Input input) =>
        writer.Prepare("idempotency_delete", () => Delete).Add(space).Add(input.User).Add(input.Id.Value).End();
}
