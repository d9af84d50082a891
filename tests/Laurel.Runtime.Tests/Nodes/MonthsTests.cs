using System.Globalization;
using Laurel.Core.Inputs;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Due;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Verifications;
using Laurel.Tests.Databases;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Nodes;

/// <summary>The journal and the largest ledgers on PostgreSQL: divided by months, which are made ahead.</summary>
public sealed class MonthsTests : IDisposable, IClock
{
    private const string Rules = """
        metrics: [{key: steps}]
        streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: steps}], freezes: {initial: 2, max: 9}}]
        achievements: [{key: three, when: {metric: steps, reaches: 3}}]
        points:
          - key: xp
            triggers: [{key: step, points: 10, metric: steps, every: 1, limits: [{awards: 2, per: day}]}]
            levels: [{key: low, points: 0}, {key: high, points: 30}]
        leaderboards: [{key: all, rankBy: {metric: steps}, timeZone: UTC, start: 2026-01-01}]
        """;

    private static readonly string[] Divided = ["award_limits", "freeze_events", "journal", "level_changes", "points_awards"];

    private readonly string text = TestDatabase.Cluster.NewDatabase();
    private readonly Database database;
    private readonly LocalDate first;
    private Instant now;

    public MonthsTests()
    {
        database = Database.Open(text);
        first = Calendar(database.Text("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY_MM')"));
        now = At(first.PlusDays(9));
    }

    [Fact]
    public void Tables_OfANewDatabase_HaveThisMonthAndTwelveMoreAndWhatLiesAround()
    {
        Assert.Equal(string.Join(',', Divided), database.Text("select relname from pg_class where relkind = 'p' order by relname"));
        Assert.All(Divided, table => Assert.Equal([.. Months(first, 13), "before", "default"], Parts(table)));
    }

    [Fact]
    public void CreateAhead_AYearLaterAndAgain_AddsTheMonthsThatAreMissingOnce()
    {
        Create(At(first.PlusMonths(1)) - Duration.FromMilliseconds(1));
        Assert.All(Divided, table => Assert.Equal([.. Months(first, 13), "before", "default"], Parts(table)));

        Create(At(first.PlusMonths(1)));
        Assert.All(Divided, table => Assert.Equal([.. Months(first, 14), "before", "default"], Parts(table)));

        // Nobody was there for two years: no month is left out.
        Create(At(first.PlusMonths(24)));
        Create(At(first.PlusMonths(24)));
        Create(At(first));
        Assert.All(Divided, table => Assert.Equal([.. Months(first, 37), "before", "default"], Parts(table)));
    }

    [Fact]
    public async Task CreateAhead_ByManyNodesAtOnce_AddsEachMonthOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Create(At(first.PlusMonths(3))), TestContext.Current.CancellationToken)));

        Assert.All(Divided, table => Assert.Equal([.. Months(first, 16), "before", "default"], Parts(table)));
    }

    [Fact]
    public void CreateAhead_WhileSomebodyReadsForLong_GivesUpAndWorksLater()
    {
        using (var reader = database.Connect())
        {
            using var transaction = reader.BeginTransaction();
            Assert.Equal(0, reader.Number("select count(*) from journal"));
            Assert.Throws<Npgsql.PostgresException>(() => Create(At(first.PlusMonths(2))));
        }

        Create(At(first.PlusMonths(2)));
        Assert.All(Divided, table => Assert.Equal([.. Months(first, 15), "before", "default"], Parts(table)));
    }

    [Fact]
    public async Task Rows_OfThreeMonths_LieInTheirsAndReadInOrderAndAreDerivedEqual()
    {
        using var engine = Open();
        await Steps(engine, months: 3);

        Assert.Equal(Months(first, 3).Select(month => $"{month} 4"), Filled("journal"));
        Assert.Equal(Months(first, 3).Select(month => $"{month} 1"), Filled("points_awards"));
        Assert.Equal(Months(first, 3).Select(month => $"{month} 3"), Filled("award_limits"));
        Assert.Equal(Enumerable.Range(1, 12).Select(Convert.ToInt64), Numbers());
        Assert.Empty(Verify(engine));

        // Late into the first month: all three are read, and what follows goes and comes again.
        var late = new MetricEvent(InputIds.New(now), "ada", At(first) + Duration.FromHours(1), "steps", 50);
        Assert.IsType<Answer.Accepted>(await engine.Submit(new Submission(Space.Default, late, IsKeyed: false, AtArrival: false)));
        Assert.Equal(5, database.Number($"select count(*) from journal_{Names(2)}"));
        Assert.Equal(1, database.Number("select count(*) from journal where received_at - at > 5000000000"));
        Assert.True(database.Number("select count(*) from corrections where ledger = 'level_changes'") > 0);
        Assert.Empty(Verify(engine));
    }

    [Fact]
    public async Task Rows_BeyondTheMonths_MoveIntoTheirsWhenThoseAreMade()
    {
        using var engine = Open();
        now = At(first.PlusMonths(20));
        await Steps(engine, months: 3);
        var before = Numbers();
        var awards = database.Text("select at || ' ' || balance from points_awards order by at, seq, ordinal");
        Assert.Equal(12, database.Number("select count(*) from journal_default"));

        // Its third month still lies beyond.
        Create(At(first.PlusMonths(9)));
        Assert.Equal([4, 4, 4], new[] { Names(20), Names(21), "default" }.Select(part => database.Number($"select count(*) from journal_{part}")));
        Create(At(first.PlusMonths(10)));

        Assert.Equal([4, 0], new[] { Names(22), "default" }.Select(part => database.Number($"select count(*) from journal_{part}")));
        Assert.All(Divided, table => Assert.Equal(0, database.Number($"select count(*) from {table}_default")));
        Assert.Equal(before, Numbers());
        Assert.Equal(awards, database.Text("select at || ' ' || balance from points_awards order by at, seq, ordinal"));
        Assert.Empty(Verify(engine));
    }

    [Fact]
    public async Task Rows_FromBeforeTheFirstMonth_LieInOnePart()
    {
        using var engine = Open();
        var old = new MetricEvent(InputIds.New(now), "ada", Instant.FromUtc(2019, 5, 1, 12, 0), "steps", 5);
        Assert.IsType<Answer.Accepted>(await engine.Submit(new Submission(Space.Default, old, IsKeyed: false, AtArrival: false)));

        Assert.Equal(1, database.Number($"select count(*) from journal_{Names(0)}"));
        Assert.Equal(database.Number("select count(*) from points_awards"), database.Number("select count(*) from points_awards_before"));
        Assert.True(database.Number("select count(*) from points_awards_before") > 0);
        Assert.True(await engine.Erase(Space.Default, "ada", "test"));
        Assert.All(Divided, table => Assert.Equal(0, database.Number($"select count(*) from {table}")));
    }

    [Fact]
    public async Task DueWork_ARound_MakesTheMonthsThatAreMissing()
    {
        using var engine = Open();
        var last = Names(12);
        Execute($"drop table journal_{last}; drop table points_awards_{last}");

        Assert.True(await new DueRounds(engine).RunOnce(TestContext.Current.CancellationToken));

        Assert.All(Divided, table => Assert.Equal([.. Months(first, 13), "before", "default"], Parts(table)));
    }

    [Fact]
    public async Task Verify_OfANumberGivenTwice_SaysSo()
    {
        using var engine = Open();
        await Steps(engine, months: 2);
        Execute("update journal set seq = 2 where seq = 7; update journal set seq = 90 where seq = 8");

        var found = Verify(engine).Where(difference => difference.What == Difference.Journal).Select(difference => difference.ToString());

        Assert.Equal(["ada: journal input 2: stored 2 times, derived once", "ada: journal input 90: stored once, derived nothing"], found);
    }

    public Instant GetCurrentInstant() => now;

    public void Dispose() => database.Dispose();

    private Engine Open()
    {
        var engine = Engine.Open(new EngineOptions(text, this));
        engine.Apply(Space.Default, Engines.EngineFixture.Rules(Rules), "test").GetAwaiter().GetResult();
        return engine;
    }

    // Four events a month, of which the first takes all points of its day.
    private async Task Steps(Engine engine, int months)
    {
        for (var i = 0; i < months * 4; i++)
        {
            now += i > 0 && i % 4 == 0 ? At(now.InUtc().Date.PlusMonths(1)) - At(now.InUtc().Date) : Duration.FromMinutes(1);
            var step = new MetricEvent(InputIds.New(now), "ada", now, "steps", 2);
            Assert.IsType<Answer.Accepted>(await engine.Submit(new Submission(Space.Default, step, IsKeyed: false, AtArrival: true)));
        }
    }

    private static List<Difference> Verify(Engine engine)
    {
        var differences = new List<Difference>();
        new Verifier(engine.Database, Assert.IsType<Core.Rulebooks.Timeline>(engine.TimelineOf(Space.Default)), Space.Default) { OnDifference = differences.Add }.Run("", CancellationToken.None);
        return differences;
    }

    // As the program reads them, against the instants they came at.
    private List<long> Numbers()
    {
        using var connection = database.Connect();
        var entries = JournalTable.Entries(connection, Space.Default.Id, "ada");
        Assert.Equal(entries.Select(entry => entry.Input.At).Order(), entries.Select(entry => entry.Input.At));
        return connection.Select("select seq from journal where space_id = 1 and user_id = 'ada' order by seq", row => row.GetInt64(0));
    }

    private void Execute(string sql)
    {
        using var connection = database.Connect();
        connection.Execute(sql);
    }

    private void Create(Instant at)
    {
        using var connection = database.Connect();
        PostgresMonths.CreateAhead(connection, at);
    }

    private string[] Parts(string table) => database.Text(
        $"select part from (select substr(inhrelid::regclass::text, length('{table}') + 2) as part from pg_inherits where inhparent = '{table}'::regclass) as p order by part collate \"C\"").Split(',');

    // The parts that hold rows, with how many.
    private IEnumerable<string> Filled(string table) =>
        Parts(table).Select(part => (Part: part, Rows: database.Number($"select count(*) from {table}_{part}"))).Where(part => part.Rows > 0).Select(part => $"{part.Part} {part.Rows}");

    private static IEnumerable<string> Months(LocalDate from, int count) => Enumerable.Range(0, count).Select(i => Name(from.PlusMonths(i)));

    private string Names(int ahead) => Name(first.PlusMonths(ahead));

    private static string Name(LocalDate month) => month.ToString("uuuu'_'MM", CultureInfo.InvariantCulture);

    private static LocalDate Calendar(string month) => NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("uuuu'_'MM").Parse(month).Value;

    private static Instant At(LocalDate day) => day.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
}
