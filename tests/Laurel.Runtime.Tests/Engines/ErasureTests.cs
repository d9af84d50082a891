using Laurel.Runtime.Databases;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Laurel.Runtime.Tests.Engines;

public sealed class ErasureTests
{
    /// <summary>A table that keeps something of users and is not erased would keep it for ever.</summary>
    [Fact]
    public void Erasure_KnowsEveryTableOfUsers()
    {
        var file = Path.Combine(Path.GetTempPath(), $"laurel-erasure-{Guid.NewGuid():N}.db");
        try
        {
            using var database = Database.Open(file);
            using var connection = database.Connect();
            using var command = connection.CreateCommand();
            command.CommandText = "select m.name from sqlite_master as m join pragma_table_info(m.name) as c where m.type = 'table' and c.name = 'user_id' order by m.name";
            using var reader = command.ExecuteReader();
            var tables = new List<string>();
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }

            Assert.Equal(tables, Laurel.Runtime.Users.UserExport.Tables.Order(StringComparer.Ordinal));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            File.Delete(file);
        }
    }
}
