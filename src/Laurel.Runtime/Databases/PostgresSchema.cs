using System.Text.RegularExpressions;
using Npgsql;

namespace Laurel.Runtime.Databases;

/// <summary>Brings the schema up to date: the same steps as everywhere, with PostgreSQL's names of types.</summary>
internal static partial class PostgresSchema
{
    private const int ServerVersionMin = 15;

    /// <summary>Nodes that start at once wait for each other.</summary>
    public static void Migrate(NpgsqlConnection connection, string name)
    {
        if (connection.PostgreSqlVersion.Major < ServerVersionMin)
        {
            throw new DatabaseException(
                "server_too_old", $"{name} is PostgreSQL {connection.PostgreSqlVersion}; Laurel needs version {ServerVersionMin} or newer.");
        }

        if (VersionOf(connection, name) == Migrations.Latest)
        {
            return;
        }

        using var transaction = connection.BeginTransaction();
        connection.Execute("select pg_advisory_xact_lock(@key)", ("key", PostgresLocks.Schema));
        var version = VersionOf(connection, name);
        if (version == 0)
        {
            connection.Execute("create table schema_version (version integer not null)");
            connection.Execute("insert into schema_version (version) values (0)");
        }

        for (var step = version; step < Migrations.Latest; step++)
        {
            connection.Execute(Translate(Migrations.Steps[step]));
        }

        connection.Execute("update schema_version set version = @version", ("version", Migrations.Latest));
        transaction.Commit();
        connection.ReloadTypes();
    }

    /// <summary>Texts compare by their bytes, as they do in SQLite and in the program.</summary>
    public static string Translate(string step) => Types().Replace(step, match => match.Value switch
    {
        "text" => "text collate \"C\"",
        "blob" => "bytea",
        _ => "",
    });

    // 0: an empty schema.
    private static int VersionOf(NpgsqlConnection connection, string name)
    {
        if (connection.SelectText("select to_regclass('schema_version')::text") is null)
        {
            return connection.SelectText("select to_regclass('users')::text") is null
                ? 0
                : throw new DatabaseException("not_a_laurel_database", $"{name} holds the tables of another program; create a database for Laurel.");
        }

        var version = connection.SelectLong("select version from schema_version") ?? 0;
        return version <= Migrations.Latest
            ? (int)version
            : throw new DatabaseException(
                "database_newer", $"{name} has schema version {version}; this program knows up to {Migrations.Latest}. Use a newer Laurel.");
    }

    [GeneratedRegex(@"(?<=\s)(text|blob)\b|\s*without rowid")]
    private static partial Regex Types();
}
