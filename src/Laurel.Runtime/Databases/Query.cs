using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Laurel.Runtime.Databases;

/// <summary>
/// Statements that run rarely, written once for every database: parameters are named <c>@space</c> in the text and "space" beside it.
/// A list of texts is asked for as PostgreSQL does, <c>user_id = any(@users)</c> with a list of strings beside it.
/// <code>connection.Select("select key from api_keys where space_id = @space", row => row.GetString(0), ("space", 1))</code>
/// </summary>
internal static class Query
{
    /// <summary>All rows.</summary>
    public static List<T> Select<T>(
        this DbConnection connection, string sql, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepare(sql, parameters);
        return PostgresErrors.Over(connection, () =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(row(reader));
            }

            return rows;
        });
    }

    /// <summary>The rows one after the other, for results that need not fit in memory; the connection is busy until the last one.</summary>
    public static IEnumerable<T> Stream<T>(this DbConnection connection, string sql, Func<DbDataReader, T> row, params (string Name, object? Value)[] parameters)
    {
        using var command = connection.Prepare(sql, parameters);
        using var reader = PostgresErrors.Over(connection, command.ExecuteReader);
        while (PostgresErrors.Over(connection, reader.Read))
        {
            yield return row(reader);
        }
    }

    /// <summary>Runs a statement; the number of rows that it changed.</summary>
    public static int Execute(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepare(sql, parameters);
        return PostgresErrors.Over(connection, command.ExecuteNonQuery);
    }

    /// <summary>A text column that may be null.</summary>
    public static string? GetTextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A whole number that may be null.</summary>
    public static long? GetLongOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>The first column of the first row as text; null without a row, or when it is null.</summary>
    public static string? SelectText(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Select(sql, row => row.GetTextOrNull(0), parameters) is [var first, ..] ? first : null;

    /// <summary>The first column of the first row as a whole number; null without a row, or when it is null.</summary>
    public static long? SelectLong(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Select(sql, row => row.GetLongOrNull(0), parameters) is [var first, ..] ? first : null;

    private static DbCommand Prepare(this DbConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = value switch
            {
                null => DBNull.Value,
                IEnumerable<string> texts => ListOf(command, name, texts),
                _ => value,
            };
            command.Parameters.Add(parameter);
        }

        return command;
    }

    // SQLite has no arrays: a list goes as JSON.
    private static object ListOf(DbCommand command, string name, IEnumerable<string> texts)
    {
        if (command is not SqliteCommand)
        {
            return texts.ToArray();
        }

        command.CommandText = command.CommandText.Replace($"= any(@{name})", $"in (select value from json_each(@{name}))", StringComparison.Ordinal);
        return JsonSerializer.Serialize(texts);
    }
}
