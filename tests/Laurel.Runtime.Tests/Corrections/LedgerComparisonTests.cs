using System.Data.Common;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests.Engines;
using Laurel.Runtime.Verifications;
using Laurel.Tests.Databases;
using Xunit;

namespace Laurel.Runtime.Tests.Corrections;

/// <summary>Ledgers with one row of each kind: whatever is changed in them behind the program's back is seen, and can be put right.</summary>
public sealed class LedgerComparisonTests : IDisposable
{
    private const string Rules = """
        metrics: [{key: lessons}]
        streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: lessons}], freezes: {initial: 1, max: 3}}]
        achievements: [{key: one, when: {metric: lessons, reaches: 1}}, {key: again, when: {metric: lessons, measure: count, reaches: 1}, maxTimes: 4}]
        points:
          - key: xp
            triggers: [{key: lesson, points: 10, metric: lessons, limits: [{awards: 1, per: day}]}]
            levels: [{key: a, points: 0}, {key: b, points: 20}]
            prestige: {level: b, resets: {metrics: [lessons], achievements: [one]}}
        """;

    private static readonly string[] Ledgers =
    [
        "points_awards", "award_limits", "level_changes", "prestiges", "freeze_events", "streak_periods",
        "achievement_completions", "achievement_repetitions", "achievement_resets",
    ];

    // Where a row stands in the order of arrival, and the running balance there, depend on what came late.
    private static readonly string[] OfArrival = ["space_id", "user_id", "seq", "ordinal", "balance", "input_id", "parent_id"];

    private readonly EngineFixture fixture = new(Rules);

    public static TheoryData<string> LedgerNames => [.. Ledgers];

    [Fact]
    public async Task Ledgers_AsWritten_EqualWhatIsDerived()
    {
        await Fill();

        Assert.All(Ledgers, ledger => Assert.NotEqual(0, fixture.Count($"select count(*) from {ledger}")));
        Assert.Empty(Differences());
    }

    [Theory]
    [MemberData(nameof(LedgerNames))]
    public async Task AnyColumn_Changed_IsSeen(string ledger)
    {
        await Fill();
        foreach (var column in Columns(ledger).Except(OfArrival))
        {
            var (id, before) = First(ledger, column);
            var after = Another(before);
            Set(ledger, id, column, after);
            Assert.True(Differences().Contains(ledger), $"{ledger}.{column} was {before} and became {after}, and nothing was found.");
            Set(ledger, column == "fact_id" ? after : id, column, before);
            Assert.Empty(Differences());
        }
    }

    [Theory]
    [InlineData("seq")]
    [InlineData("ordinal")]
    public async Task Order_OfArrival_IsNoPartOfWhatARowSays(string column)
    {
        await Fill();
        foreach (var ledger in Ledgers.Where(ledger => Columns(ledger).Contains(column)))
        {
            var (id, before) = First(ledger, column);
            Set(ledger, id, column, Convert.ToInt64(before, null) + 900);
            Assert.Empty(Differences());
        }
    }

    [Theory]
    [MemberData(nameof(LedgerNames))]
    public async Task Row_ThatIsGone_IsSeen_AndRepaired(string ledger)
    {
        await Fill();
        var before = Rows(ledger);
        Execute($"delete from {ledger}");
        Assert.Contains(ledger, Differences());

        await Repair();

        Assert.Empty(Differences());
        Assert.Equal(before, Rows(ledger));
    }

    [Theory]
    [InlineData("points_awards")]
    [InlineData("award_limits")]
    [InlineData("level_changes")]
    [InlineData("freeze_events")]
    public async Task Row_ThatIsThereTwice_IsSeen_AndRepaired(string ledger)
    {
        await Fill();
        var columns = Columns(ledger);
        Execute($"insert into {ledger} ({string.Join(", ", columns)}) select {string.Join(", ", columns.Select(column => column == "seq" ? "seq + 1" : column))} from {ledger}");
        Assert.Contains(ledger, Differences());

        await Repair();

        Assert.Empty(Differences());
    }

    public void Dispose() => fixture.Dispose();

    private async Task Fill()
    {
        foreach (var day in new[] { "02", "03", "04", "06" })
        {
            fixture.MoveTo($"2026-03-{day}T10:00:00Z");
            await fixture.Event("ada", "lessons");
            await fixture.Event("ada", "lessons");
        }

        var now = fixture.GetCurrentInstant();
        Assert.IsType<Answer.Accepted>(await fixture.Engine.Submit(new Submission(Space.Default, new Prestige(InputIds.New(now), "ada", now, "xp"), IsKeyed: false, AtArrival: true)));
    }

    private async Task Repair() => Assert.IsType<Answer.Accepted>(await fixture.Engine.Submit(new Submission(Space.Default, new Rederive("ada", default), IsKeyed: false, AtArrival: false)));

    // The names of the ledgers that differ, and "balance".
    private List<string> Differences()
    {
        var timeline = fixture.Engine.TimelineOf(Space.Default) ?? throw new InvalidOperationException("There is no rulebook.");
        return [.. new Verifier(fixture.Engine.Database, timeline, Space.Default).Of("ada").Select(difference => difference.What)];
    }

    private static object Another(object before) => before switch
    {
        string text => text + "x",
        byte[] bytes => Array.ConvertAll(bytes, one => (byte)(one ^ 1)),
        DBNull => "x",
        _ => Convert.ToInt64(before, null) + 1_000,
    };

    private List<string> Columns(string ledger)
    {
        using var connection = fixture.Engine.Database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"select * from {ledger} limit 1";
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private List<string> Rows(string ledger) =>
        [.. fixture.Text($"select {string.Join(" || '/' || ", Columns(ledger).Except([.. OfArrival, "fact_id"]).Select(column => $"coalesce(cast({column} as text), '')"))} from {ledger}").Split(',').Order(StringComparer.Ordinal)];

    private (object Id, object Value) First(string ledger, string column)
    {
        using var connection = fixture.Engine.Database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"select fact_id, {column} from {ledger} order by fact_id limit 1";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return (reader.GetValue(0), reader.GetValue(1));
    }

    private void Set(string ledger, object id, string column, object value)
    {
        using var connection = fixture.Engine.Database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"update {ledger} set {column} = @value where fact_id = @id";
        AddParameter(command, "@value", value);
        AddParameter(command, "@id", id);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static void AddParameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private void Execute(string sql)
    {
        using var connection = fixture.Engine.Database.Connect();
        connection.Execute(sql);
    }
}
