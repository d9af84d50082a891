using System.Text;
using Laurel.Runtime.Replay;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class BrokenRowTests
{
    private const string Good = "1,ada,lessons,2026-03-01T12:00:00Z,0,1,,\n";

    [Theory]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,NaN,,", "value: 'NaN' is not a number")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,Infinity,,", "value: 'Infinity' is not a number")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,\"1,5\",,", "value: '1,5' is not a number")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1e400,,", "value: '1e400' needs more than 28 digits before or after the point")]
    [InlineData("x,ada,lessons,2026-03-01T12:00:00Z,0,1,,", "seq: 'x' is not a whole number")]
    [InlineData("1.5,ada,lessons,2026-03-01T12:00:00Z,0,1,,", "seq: '1.5' is not a whole number")]
    [InlineData("99999999999999999999,ada,lessons,2026-03-01T12:00:00Z,0,1,,", "seq: '99999999999999999999' is not a whole number")]
    [InlineData("1,,lessons,2026-03-01T12:00:00Z,0,1,,", "user: is empty")]
    [InlineData("1,ada,,2026-03-01T12:00:00Z,0,1,,", "metric: is empty")]
    [InlineData("1,ada,lessons,,0,1,,", "ts_utc: is empty")]
    [InlineData("1,ada,lessons,yesterday,0,1,,", "ts_utc: 'yesterday' is not an instant such as 2026-03-01T12:00:00.000Z or 2026-03-01T12:00:00+01:00")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1,", "the row has 7 columns, the header has 8")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1,,,", "the row has 9 columns, the header has 8")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1,,nonsense", "attrs: 'nonsense' is not a JSON object")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1,,[]", "attrs: '[]' is not a JSON object")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1,,{} {}", "attrs: '{} {}' is not a JSON object")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1,,\"{\"\"a\"\":\"\"\\ud800\"\"}\"", "attrs: '{\"a\":\"\\ud800\"}' is not a JSON object")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1,,\"{\"\"a\"\":null}\"", "attrs: 'a' must be text, a number, true or false")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1,,\"{\"\"a\"\":[1]}\"", "attrs: 'a' must be text, a number, true or false")]
    [InlineData("1,ada,lessons,2026-03-01T12:00:00Z,0,1,,\"{\"\"a\"\":1,\"\"a\"\":2}\"", "attrs: 'a' is there twice")]
    [InlineData("1,a\"da,lessons,2026-03-01T12:00:00Z,0,1,,", "a quote stands inside a field that is not in quotes; put the field in quotes and double the quote")]
    [InlineData("1,\"a\"da,lessons,2026-03-01T12:00:00Z,0,1,,", "text follows a closing quote; a quote inside a quoted field is doubled")]
    public void Read_BrokenRow_IsReportedWithItsLineAndTheRestGoesOn(string broken, string message)
    {
        var rows = Files.Events(Files.Header + Good + broken + "\n" + Good);

        Assert.Equal([$"line 3: {message}"], Files.Problems(rows));
        Assert.Equal([2L, 4L], rows.Where(row => row.Problem is null).Select(row => row.Row.Line));
        Assert.All(rows, row => Assert.NotEqual(true, row.Problem?.EndsFile));
    }

    [Fact]
    public void Read_UserOf256Characters_IsReported() => Assert.Equal(
        "line 2: user: has 256 characters, at most 255 are allowed",
        Files.Problem(Files.Header + Good.Replace("ada", new string('a', 256))));

    [Fact]
    public void Read_LongBrokenCell_IsShownShortAndOnOneLine() => Assert.Equal(
        $"line 2: value: 'a?{new string('x', 38)}…' is not a number",
        Files.Problem(Files.Header + Good.Replace("0,1,", $"0,\"a\n{new string('x', 500)}\",")));

    [Fact]
    public void Read_BrokenRowAfterQuotedLineEnds_HasItsPhysicalLine()
    {
        var text = Files.Header + Good.Replace("ada", "\"a\nd\na\"") + Good.Replace(",0,1,", ",0,\"\n\n\",") + Good.Replace(",0,1,", ",0,?,");

        Assert.Equal(
            ["line 2: user: must not contain control characters", "line 5: value: '??' is not a number", "line 8: value: '?' is not a number"],
            Files.Problems(Files.Events(text)));
    }

    [Fact]
    public void Read_QuoteThatIsNeverClosed_CostsOnlyItsLine()
    {
        var rows = Files.Events(Files.Header + Good.Replace("ada", "\"ada") + Good + Good);

        Assert.Equal(["line 2: a quoted field is not closed"], Files.Problems(rows));
        Assert.Equal([3L, 4L], rows.Where(row => row.Problem is null).Select(row => row.Row.Line));
    }

    [Fact]
    public void Read_RowOfTheGreatestSize_IsAllowedAndOneByteMoreIsNot()
    {
        var room = EventsFile.RowMaxBytes - (Good.Length - 1);
        var largest = Good.Replace(",,", $",{new string('k', room)},");
        var larger = Good.Replace(",,", $",{new string('k', room + 1)},");

        Assert.Equal(room, Files.Event(largest).Key?.Length);
        Assert.Equal(room, Files.Event(largest.Replace("\n", "\r\n")).Key?.Length);
        Assert.Equal(
            ["line 2: the row has more than 1048576 bytes"],
            Files.Problems(Files.Events(Files.Header + larger + Good)));
    }

    [Fact]
    public void Read_RowMuchLargerThanAllowed_IsPassedOver()
    {
        var rows = Files.Events(Files.Header + new string('x', 5_000_000) + "\n" + Good);

        Assert.Equal(["line 2: the row has more than 1048576 bytes; is a quote not closed?"], Files.Problems(rows));
        Assert.Equal(3, rows[1].Row.Line);
    }

    [Fact]
    public void Read_RowThatIsNotUtf8_IsReported()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Files.Header), .. Encoding.Latin1.GetBytes(Good.Replace("ada", "é")), .. Encoding.UTF8.GetBytes(Good)];

        Assert.Equal(["line 2: the line is not UTF-8 text"], Files.Problems(Files.Events(new MemoryStream(bytes))));
    }

    [Fact]
    public void Read_RandomBytes_NeverThrows()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var letters = "\",\n\r{}[]:ax1-TZ.\\"u8.ToArray();
            var bytes = random.GetItems(letters, random.Next(200));
            _ = Files.Events(new MemoryStream([.. Encoding.UTF8.GetBytes(Files.Header), .. bytes]));
            _ = Files.Events(new MemoryStream([.. "{"u8, .. bytes]));
            random.NextBytes(bytes);
            _ = Files.Events(new MemoryStream([.. Encoding.UTF8.GetBytes(Files.Header), .. bytes]));
        }
    }
}
