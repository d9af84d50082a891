using System.Globalization;
using Laurel.Runtime.Replay;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class JsonLinesTests
{
    private const string Good = """{"user":"ada","metric":"lessons","ts_utc":"2026-03-01T12:00:00Z"}""" + "\n";

    [Fact]
    public void Read_AllProperties_GivesTheSameAsCsv()
    {
        var json = """{"attrs":{"n":1.50,"b":true,"s":"\"x\""},"key":"k1","value":-2.5,"utc_offset_min":60,"ts_utc":"2026-03-01T12:00:00.000Z","metric":"m","user":"\u00e9 \"a\"","seq":7}""";
        var row = Assert.Single(Files.EventRows(json));

        Assert.Equal((1L, 7L, "é \"a\"", "m", -2.5m, "k1"), (row.Line, row.Seq, row.User, row.Metric, row.Value, row.Key));
        Assert.Equal(Instant.FromUtc(2026, 3, 1, 12, 0), row.At);
        Assert.Equal([new("n", "1.50"), new("b", "true"), new("s", "\"x\"")], row.Attributes);
    }

    [Fact]
    public void Read_NullAndAbsentProperties_GiveDefaults()
    {
        var rows = Files.EventRows(Good + """{"seq":null,"user":5,"metric":"m","ts_utc":"2026-03-01T12:00:00Z","value":null,"key":null,"attrs":null}""");

        Assert.All(rows, row => Assert.Equal((null, 1m, null, null), (row.Seq, row.Value, row.Key, row.Attributes)));
        Assert.Equal(["ada", "5"], rows.Select(row => row.User));
    }

    [Fact]
    public void Read_BlankLinesCrLfAndByteOrderMark_MakeNoDifference()
    {
        var rows = Files.EventRows("\uFEFF\r\n" + Good.Replace("\n", "\r\n") + "\n  \n" + Good);

        Assert.Equal([2L, 5L], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("""{"user":"ada","metric":"lessons"}""", "ts_utc: is empty")]
    [InlineData("""{"metric":"lessons","ts_utc":"2026-03-01T12:00:00Z"}""", "user: is empty")]
    [InlineData("""{"user":"ada","colour":1}""", "unknown property 'colour'; known are seq, user, metric, ts_utc, utc_offset_min, value, key, attrs")]
    [InlineData("""{"user":"ada","user":"bob"}""", "user: is there twice")]
    [InlineData("""{"user":true}""", "user: must be text or a number")]
    [InlineData("""{"user":{"id":1}}""", "user: must be text or a number")]
    [InlineData("""{"attrs":"x"}""", "attrs: must be an object")]
    [InlineData("""{"attrs":[]}""", "attrs: must be an object")]
    [InlineData("""{"user":"\ud800"}""", "a text holds half of a surrogate pair")]
    [InlineData("""{"user":"ada" """, "not a JSON object on one line (wrong at byte 15 of the line)")]
    [InlineData("""{"user":NaN}""", "not a JSON object on one line (wrong at byte 9 of the line)")]
    [InlineData("""{} {}""", "not a JSON object on one line (wrong at byte 4 of the line)")]
    [InlineData("""[1]""", "not a JSON object on one line")]
    [InlineData("user,metric", "not a JSON object on one line (wrong at byte 1 of the line)")]
    [InlineData("""{"user":"a","metric":"m","ts_utc":"2026-03-01T12:00:00Z","value":1e400}""", "value: '1e400' needs more than 28 digits before or after the point")]
    public void Read_BrokenLine_IsReportedWithItsLineAndTheRestGoesOn(string broken, string message)
    {
        var rows = Files.Events(Good + broken + "\n" + Good);

        Assert.Equal([string.Create(CultureInfo.InvariantCulture, $"line 2: {message}")], Files.Problems(rows));
        Assert.Equal([1L, 3L], rows.Where(row => row.Problem is null).Select(row => row.Row.Line));
    }

    [Fact]
    public void Read_LineLargerThanAllowed_IsPassedOver()
    {
        var rows = Files.Events(Good + $"{{\"user\":\"{new string('x', 3_000_000)}\"}}\n" + Good);

        Assert.Equal(["line 2: the row has more than 1048576 bytes"], Files.Problems(rows));
        Assert.Equal(3, rows[^1].Row.Line);
    }

    [Fact]
    public void Read_LastLineWithoutLineEnd_IsARow() => Assert.Single(Files.EventRows(Good.TrimEnd()));
}
