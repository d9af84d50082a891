using Laurel.Runtime.Replay;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class EventsFileTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Fact]
    public void Read_AllColumns_GivesEveryValue()
    {
        var row = Files.Event("7,ada,lessons,2026-03-01T12:00:00.000Z,60,2.50,k1,\"{\"\"course\"\":\"\"physics\"\"}\"\n");

        Assert.Equal((2L, 7L, "ada", "lessons", Noon, 2.5m, "k1"), (row.Line, row.Seq, row.User, row.Metric, row.At, row.Value, row.Key));
        Assert.Equal([new("course", "physics")], row.Attributes);
    }

    [Fact]
    public void Read_RequiredColumnsInAnyOrder_GivesDefaults()
    {
        var row = Assert.Single(Files.EventRows("ts_utc,metric,user\n2026-03-01T12:00:00Z,lessons,ada\n"));

        Assert.Equal(new EventRow(2, null, "ada", "lessons", Noon, 1, null, null), row);
    }

    [Fact]
    public void Read_OptionalCellsEmpty_GivesDefaults() =>
        Assert.Equal(new EventRow(2, null, "ada", "lessons", Noon, 1, null, null), Files.Event(",ada,lessons,2026-03-01T12:00:00Z,,,,\n"));

    [Theory]
    [InlineData("user,metric,ts_utc\r\na,m,2026-03-01T12:00:00Z\r\nb,m,2026-03-01T12:00:00Z\r\n")]
    [InlineData("user,metric,ts_utc\na,m,2026-03-01T12:00:00Z\nb,m,2026-03-01T12:00:00Z")]
    [InlineData("user,metric,ts_utc\r\na,m,2026-03-01T12:00:00Z\r\nb,m,2026-03-01T12:00:00Z\r")]
    [InlineData("\uFEFFuser,metric,ts_utc\na,m,2026-03-01T12:00:00Z\nb,m,2026-03-01T12:00:00Z\n")]
    [InlineData("\"user\",\"metric\",\"ts_utc\"\r\n\"a\",m,\"2026-03-01T12:00:00Z\"\r\nb,m,\"2026-03-01T12:00:00Z\"")]
    public void Read_LineEndsAndByteOrderMark_MakeNoDifference(string text)
    {
        var rows = Files.EventRows(text);

        Assert.Equal(["a", "b"], rows.Select(row => row.User));
        Assert.Equal([2L, 3L], rows.Select(row => row.Line));
        Assert.All(rows, row => Assert.Equal(Noon, row.At));
    }

    [Fact]
    public void Read_QuotedFields_KeepCommasQuotesAndLineEnds()
    {
        var rows = Files.EventRows("user,metric,ts_utc,key\n\"a,\"\"b\"\"\",m,2026-03-01T12:00:00Z,\"x\r\ny\"\nc,m,2026-03-01T12:00:00Z,\"\"\"\"\n");

        Assert.Equal(["a,\"b\"", "c"], rows.Select(row => row.User));
        Assert.Equal(["x\r\ny", "\""], rows.Select(row => row.Key));
        Assert.Equal([2L, 4L], rows.Select(row => row.Line));
    }

    [Fact]
    public void Read_BlankLines_ArePassedOverAndCounted() =>
        Assert.Equal(4, Assert.Single(Files.EventRows("\nuser,metric,ts_utc\n\r\na,m,2026-03-01T12:00:00Z\n\n")).Line);

    [Fact]
    public void Read_SameUserTwice_SharesOneString()
    {
        var rows = Files.EventRows("user,metric,ts_utc\na,m,2026-03-01T12:00:00Z\na,m,2026-03-01T12:00:00Z\n");

        Assert.Same(rows[0].User, rows[1].User);
        Assert.Same(rows[0].Metric, rows[1].Metric);
    }

    [Fact]
    public void Read_AttributesOfEveryScalar_AreText()
    {
        var row = Files.Event(",a,m,2026-03-01T12:00:00Z,,,,\"{\"\"n\"\":1.50,\"\"t\"\":true,\"\"f\"\":false,\"\"s\"\":\"\"\\u00e9\"\"}\"\n");

        Assert.Equal([new("n", "1.50"), new("t", "true"), new("f", "false"), new("s", "é")], row.Attributes);
    }

    [Fact]
    public void Read_EmptyAttributes_AreNone() => Assert.Null(Files.Event(",a,m,2026-03-01T12:00:00Z,,,,{}\n").Attributes);

    [Fact]
    public void Read_UserOf255Characters_IsAllowed() =>
        Assert.Equal(255, Files.Event($",{new string('é', 255)},m,2026-03-01T12:00:00Z,,,,\n").User.Length);

    [Fact]
    public void Read_FileLargerThanTheBuffer_GivesEveryRow()
    {
        var lines = Enumerable.Range(0, 40_000).Select(i => $"{i},user{i % 7},m,2026-03-01T12:00:00Z,0,1,\"k\n{i}\",\n");

        var rows = Files.EventRows(Files.Header + string.Concat(lines));

        Assert.Equal(Enumerable.Range(0, 40_000).Select(i => $"k\n{i}"), rows.Select(row => row.Key));
        Assert.Equal(80_000, rows[^1].Line);
    }

    [Fact]
    public void Read_StreamThatGivesOneByteAtATime_GivesTheSame()
    {
        var rows = Files.Events(new OneByteStream(Files.Header + "1,a,m,2026-03-01T12:00:00Z,0,1,\"k\"\"\r\n\",\r\n2,b,m,2026-03-01T12:00:00Z,0,1,,"));

        Assert.Equal(["a", "b"], rows.Select(row => row.Row.User));
    }

    [Fact]
    public void Read_Twice_IsRefused()
    {
        var file = new EventsFile(Files.Text(Files.Header));
        Assert.Empty(file.Read());
        Assert.Throws<InvalidOperationException>(() => file.Read());
    }

    private sealed class OneByteStream(string text) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }
}
