using System.Data;
using System.Data.Common;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Databases;

/// <summary>
/// The parts of the tables that are divided by UTC months: one for all before the first month, one for each month, made ahead, and one
/// for what lies beyond the months there are. Which tables they are, the schema says.
/// </summary>
internal static class PostgresMonths
{
    /// <summary>How many months after the present one are there.</summary>
    public const int AheadCount = 12;

    private static readonly LocalDatePattern Names = LocalDatePattern.CreateWithInvariantCulture("uuuu'_'MM");

    /// <summary>
    /// Makes what is missing, each table in a transaction of its own. Nodes that do so at once wait for each other; whoever reads a table
    /// for long is not waited for, since others would wait behind: then this throws.
    /// </summary>
    public static void CreateAhead(DbConnection connection, Instant now)
    {
        foreach (var table in Tables(connection).Where(table => FirstMissing(connection, table, now) <= LastAt(now)))
        {
            using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
            connection.Execute("select pg_advisory_xact_lock(@key)", ("key", PostgresLocks.Schema));
            connection.Execute("set local lock_timeout = '1s'");
            Create(connection, table, now);
            transaction.Commit();
        }
    }

    /// <summary>Makes what is missing, inside a transaction that holds <see cref="PostgresLocks.Schema"/>.</summary>
    public static void CreateMissing(DbConnection connection, Instant now)
    {
        foreach (var table in Tables(connection))
        {
            Create(connection, table, now);
        }
    }

    private static void Create(DbConnection connection, DividedTable table, Instant now)
    {
        var month = FirstMissing(connection, table, now);
        if (!table.HasParts)
        {
            connection.Execute($"create table {table.Name}_default partition of {table.Name} default");
            connection.Execute($"create table {table.Name}_before partition of {table.Name} for values from (minvalue) to ({StartOf(month)})");
        }

        for (; month <= LastAt(now); month = month.PlusMonths(1))
        {
            Add(connection, table, month);
        }
    }

    // Whoever writes other months goes on meanwhile; who reads waits for these few milliseconds.
    private static void Add(DbConnection connection, DividedTable table, LocalDate month)
    {
        var (name, column, rest) = ($"{table.Name}_{Names.Format(month)}", table.Column, $"{table.Name}_default");
        var (start, end) = (StartOf(month), StartOf(month.PlusMonths(1)));
        connection.Execute($"lock table {rest} in access exclusive mode");
        connection.Execute($"create table {name} (like {table.Name} including all)");
        connection.Execute($"insert into {name} select * from {rest} where {column} >= {start} and {column} < {end}");
        connection.Execute($"delete from {rest} where {column} >= {start} and {column} < {end}");
        connection.Execute($"alter table {table.Name} attach partition {name} for values from ({start}) to ({end})");
    }

    // Without a gap: what is late belongs into the months in which nobody was there to make them, too.
    private static LocalDate FirstMissing(DbConnection connection, DividedTable table, Instant now) => connection.SelectText(
        """
        select max(right(c.relname::text, 7)) from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
        where i.inhparent = @table::regclass and c.relname ~ '_[0-9]{4}_[0-9]{2}$'
        """,
        ("table", table.Name)) is { } last ? Names.Parse(last).Value.PlusMonths(1) : MonthOf(now);

    private static LocalDate LastAt(Instant now) => MonthOf(now).PlusMonths(AheadCount);

    private static LocalDate MonthOf(Instant instant) => instant.InUtc().Date.With(DateAdjusters.StartOfMonth);

    private static string StartOf(LocalDate month) =>
        month.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static List<DividedTable> Tables(DbConnection connection) => connection.Select(
        """
        select c.relname::text, a.attname::text, exists (select 1 from pg_inherits where inhparent = c.oid) from pg_partitioned_table as p
        join pg_class as c on c.oid = p.partrelid join pg_attribute as a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
        where pg_table_is_visible(c.oid) order by c.relname
        """,
        row => new DividedTable(row.GetString(0), row.GetString(1), row.GetBoolean(2)));

    private sealed record DividedTable(string Name, string Column, bool HasParts);
}
