using System.Text;
using Laurel.Runtime.Replay;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class HeaderTests
{
    private const string Known = "seq, user, metric, ts_utc, utc_offset_min, value, key, attrs";

    [Theory]
    [InlineData("", "line 1: the file is empty; it needs a header line with user, metric, ts_utc")]
    [InlineData("\uFEFF", "line 1: the file is empty; it needs a header line with user, metric, ts_utc")]
    [InlineData("\n\r\n", "line 3: the file is empty; it needs a header line with user, metric, ts_utc")]
    [InlineData("user,metric\na,m\n", "line 1: the header lacks ts_utc")]
    [InlineData("value", "line 1: the header lacks user, metric, ts_utc")]
    [InlineData("user,metric,ts_utc,USER\n", $"line 1: unknown column 'USER'; known are {Known}")]
    [InlineData("user,metric,ts_utc,colour,shape\n", $"line 1: unknown column 'colour', 'shape'; known are {Known}")]
    [InlineData("ada,lessons,2026-03-01T12:00:00Z\n", $"line 1: unknown column 'ada', 'lessons', '2026-03-01T12:00:00Z'; known are {Known}")]
    [InlineData("user,metric,ts_utc,\n", $"line 1: unknown column ''; known are {Known}")]
    [InlineData("user,metric,ts_utc,user\n", "line 1: the column 'user' is there twice")]
    [InlineData("user,\"metric,ts_utc\n", "line 1: a quoted field is not closed")]
    public void Read_UnusableHeader_EndsTheFile(string text, string problem)
    {
        var row = Assert.Single(Files.Events(text));

        Assert.Equal(problem, row.Problem?.ToString());
        Assert.True(row.Problem?.EndsFile);
    }

    [Fact]
    public void Read_HeaderOnly_GivesNothing() => Assert.Empty(Files.Events(Files.Header));

    [Fact]
    public void Read_Utf16File_IsReported()
    {
        var bytes = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Files.Header)).ToArray();

        Assert.Equal(["line 1: the line is not UTF-8 text"], Files.Problems(Files.Events(new MemoryStream(bytes))));
    }
}
