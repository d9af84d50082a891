using System.Text.RegularExpressions;
using Laurel.Runtime.Databases;
using Laurel.Tests.Databases;
using Xunit;

namespace Laurel.Runtime.Tests.Nodes;

/// <summary>
/// What the guide says about dividing the schema, against the schema. There is no Citus here: its rules are looked up in PostgreSQL's
/// catalog, and its function stands in as one that writes down what it was asked.
/// </summary>
public sealed partial class CitusTests : IDisposable
{
    private const string StandIn = """
        create table asked (name text, distribution text, partner text);
        create function create_distributed_table(table_name regclass, distribution_column text, colocate_with text) returns void language sql as
          $$ insert into asked values (table_name::text, distribution_column, colocate_with) $$
        """;

    // Of divided tables: the columns of each unique index, the primary key's included.
    private const string UniqueKeys = """
        select a.name || ': ' || (select string_agg(attname, ' ' order by attnum) from pg_attribute where attrelid = i.indexrelid)
        from asked as a join pg_index as i on i.indrelid = a.name::regclass where i.indisunique order by 1
        """;

    private readonly Database database = Database.Open(TestDatabase.Cluster.NewDatabase());
    private readonly string[] all;

    public CitusTests()
    {
        all = [.. database.Text("select relname from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace order by relname").Split(',')];
        using var connection = database.Connect();
        connection.Execute(StandIn);
        connection.Execute(Statements());
    }

    [Fact]
    public void Tables_OfTheSchema_AreDividedOrStayOnTheCoordinatorAsTheGuideSays()
    {
        var divided = database.Text("select name from asked").Split(',');
        var staying = Staying();

        Assert.Equal(all, divided.Concat(staying).Order(StringComparer.Ordinal));
        Assert.Equal(divided.Length, divided.Distinct().Count());
    }

    [Fact]
    public void Tables_ThatAreDivided_HaveTheUserInEveryUniqueKey()
    {
        var keys = database.Text(UniqueKeys).Split(',');

        Assert.True(keys.Length >= database.Number("select count(*) from asked"), "A table without a key could hold a row twice.");
        Assert.All(keys, key => Assert.Contains("user_id", key.Split(' ')));
    }

    [Fact]
    public void Tables_ThatAreDivided_AreSoByTheSameColumnOfTheSameTypeBesideOnePartner()
    {
        Assert.Equal("user_id", database.Text("select distinct distribution from asked"));
        Assert.Equal("none,user_versions", database.Text("select distinct partner from asked order by partner"));
        Assert.Equal("user_versions", database.Text("select name from asked where partner = 'none'"));
        Assert.Equal("text C true", database.Text(
            """
            select distinct c.atttypid::regtype::text || ' ' || l.collname || ' ' || c.attnotnull
            from asked as a join pg_attribute as c on c.attrelid = a.name::regclass and c.attname = a.distribution join pg_collation as l on l.oid = c.attcollation
            """));
    }

    [Fact]
    public void Tables_OfTheSchema_NeitherReferToOthersNorCountNorTriggerWhereTheyAreDivided()
    {
        Assert.Equal("", database.Text("select conrelid::regclass::text from pg_constraint where contype = 'f'"));
        Assert.Equal("", database.Text("select tgrelid::regclass::text from pg_trigger where not tgisinternal"));
        Assert.Equal("", database.Text("select a.name from asked as a join pg_attribute as c on c.attrelid = a.name::regclass where c.attidentity <> '' or c.atthasdef and pg_get_serial_sequence(a.name, c.attname) is not null"));
    }

    [Fact]
    public void Statements_OfTheProgram_LockNoRowsBySelecting()
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src", "Laurel.Runtime"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src", "Laurel.Server"), "*.cs", SearchOption.AllDirectories)).ToArray();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => SelectForUpdate().IsMatch(File.ReadAllText(file)));
    }

    public void Dispose() => database.Dispose();

    private static string Statements() => Code().Match(Guide()).Groups[1].Value;

    // The sentence after the statements that says what stays where it is.
    private static string[] Staying() =>
        [.. Name().Matches(Guide().Split("stays on the coordinator:")[1].Split(". ")[0]).Select(match => match.Groups[1].Value)];

    private static string Guide() => RepositoryFiles.Read("docs", "guides", "scale.md").Split("## Beyond one primary")[1];

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bfor\s+(no\s+key\s+)?(update|share|key\s+share)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SelectForUpdate();
}
