using System.Data.Common;
using System.Globalization;
using Laurel.Runtime.Databases;

namespace Laurel.Tests.Databases;

/// <summary>Single statements of tests, which look behind the program's back.</summary>
public static class TestSql
{
    /// <summary>The first column of the first row as a whole number; 0 without one.</summary>
    public static long Number(this Database database, string sql)
    {
        using var connection = database.Connect();
        return connection.Number(sql);
    }

    public static long Number(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>The first column of all rows, separated by commas.</summary>
    public static string Text(this Database database, string sql)
    {
        using var connection = database.Connect();
        return string.Join(',', connection.Rows(sql).Select(row => row[0]));
    }

    /// <summary>All rows, each as the texts of its columns but for those named; bytes in hexadecimal.</summary>
    public static IEnumerable<string[]> Rows(this DbConnection connection, string sql, params IReadOnlyCollection<string> without)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Where(column => !without.Contains(reader.GetName(column))).ToList();
        while (reader.Read())
        {
            yield return [.. columns.Select(column => TextOf(reader.GetValue(column)))];
        }
    }

    public static void Execute(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string TextOf(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
