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
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add($"{reader.GetValue(0)}");
        }

        return string.Join(',', rows);
    }

    public static void Execute(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
