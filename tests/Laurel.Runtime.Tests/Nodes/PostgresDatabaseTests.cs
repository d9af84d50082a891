using Laurel.Runtime.Databases;
using Laurel.Tests.Databases;
using Npgsql;
using Xunit;

namespace Laurel.Runtime.Tests.Nodes;

public sealed class PostgresDatabaseTests
{
    [Theory]
    [InlineData("postgres://", "bad_connection_string", "names no host")]
    [InlineData("postgres://host", "bad_connection_string", "names no database")]
    [InlineData("Host=somewhere", "bad_connection_string", "names no database")]
    [InlineData("Host=somewhere;Nonsense=1", "bad_connection_string", "cannot be read")]
    [InlineData("postgres://host/name?nonsense=1", "bad_connection_string", "cannot be read")]
    [InlineData("postgres://user:secret@127.0.0.1:1/name", "database_unreachable", "cannot be reached")]
    [InlineData("postgres:///name?host=/nowhere", "database_unreachable", "cannot be reached")]
    public void Open_WrongText_IsOneClearSentence(string text, string code, string part)
    {
        var error = Assert.Throws<DatabaseException>(() => Database.Open(text));

        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Open_NoSuchDatabase_SaysHowToMakeOne() =>
        Assert.Equal("database_missing", Code($"postgres:///nothing?host={TestDatabase.Cluster.Folder}&user=laurel"));

    [Fact]
    public void Open_NoSuchUser_SaysSo() =>
        Assert.Equal("login_refused", Code($"postgres:///postgres?host={TestDatabase.Cluster.Folder}&user=nobody"));

    [Fact]
    public void Open_ByUrl_IsTheSameDatabase()
    {
        var text = TestDatabase.Cluster.NewDatabase();
        Database.Open(text).Dispose();
        using var again = Database.Open($"postgres:///{new NpgsqlConnectionStringBuilder(text).Database}?host={TestDatabase.Cluster.Folder}&user=laurel");

        Assert.Equal($"{Migrations.Latest}", again.Text("select version from schema_version"));
    }

    [Fact]
    public async Task Open_ByManyAtOnce_MigratesOnce()
    {
        var text = TestDatabase.Cluster.NewDatabase();
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Database.Open(text), TestContext.Current.CancellationToken)));

        Assert.Equal($"{Migrations.Latest}", opened[0].Text("select version from schema_version"));
        Array.ForEach(opened, database => database.Dispose());
    }

    [Fact]
    public async Task Open_OnceAnotherMigratedMeanwhile_SeesThat()
    {
        var text = TestDatabase.Cluster.NewDatabase();
        using var holder = new NpgsqlConnection(text);
        holder.Open();
        holder.Execute("select pg_advisory_lock(x'4C4101'::bigint << 32)");
        var opening = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Database.Open(text), TestContext.Current.CancellationToken)).ToArray();
        await Wait.Until(() => holder.Number("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") == opening.Length);

        holder.Execute("select pg_advisory_unlock(x'4C4101'::bigint << 32)");
        var opened = await Task.WhenAll(opening);

        Assert.Equal($"{Migrations.Latest}", opened[0].Text("select version from schema_version"));
        Array.ForEach(opened, database => database.Dispose());
    }

    [Theory]
    [InlineData("database_newer", "create table schema_version (version integer); insert into schema_version values (1000)")]
    [InlineData("not_a_laurel_database", "create table users (id integer)")]
    [InlineData("missing_rights", "create role guest login; revoke all on schema public from public")]
    public void Open_UnfitDatabase_IsOneClearSentence(string code, string sql)
    {
        var text = TestDatabase.Cluster.NewDatabase();
        using (var connection = new NpgsqlConnection(text))
        {
            connection.Open();
            connection.Execute(sql);
        }

        Assert.Equal(code, Code(code == "missing_rights" ? text.Replace("=laurel", "=guest", StringComparison.Ordinal) : text));
    }

    [Fact]
    public void Texts_InPostgres_AreInTheOrderOfTheirBytes()
    {
        using var database = Database.Open(TestDatabase.Cluster.NewDatabase());

        Assert.Equal("B _ a b é", database.Text("select string_agg(u, ' ' order by u) from (select user_id as u from users union all select unnest(array['b', '_', 'a', 'é', 'B'])) as t"));
    }

    private static string Code(string text) => Assert.Throws<DatabaseException>(() => Database.Open(text).Dispose()).Code;
}
