using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class GzipTests
{
    private static readonly string Lines = string.Concat(
        Enumerable.Range(1, 250).Select(i => $"{i},user{i * 7919 % 1000},m,2026-03-01T12:00:00Z,0,{i * 31 % 97},,\n"));

    private static readonly byte[] Whole = Files.Gzip(Files.Header + Lines);

    [Fact]
    public void Read_Gzip_GivesTheSameAsPlain()
    {
        var rows = Files.Events(new MemoryStream(Whole)).Select(row => row.Row);

        Assert.Equal(Files.EventRows(Files.Header + Lines), rows);
    }

    [Fact]
    public void Read_SeveralMembers_AreOneFile()
    {
        byte[] bytes = [.. Files.Gzip(Files.Header), .. Files.Gzip(Lines[..999]), .. Files.Gzip(""), .. Files.Gzip(Lines[999..])];

        Assert.Equal(Files.EventRows(Files.Header + Lines), Files.Events(new MemoryStream(bytes)).Select(row => row.Row));
    }

    [Fact]
    public void Read_GzipCutOffAnywhere_GivesOnlyTrueRowsAndSaysSo()
    {
        var expected = Files.EventRows(Files.Header + Lines);
        for (var length = 2; length < Whole.Length; length++)
        {
            var rows = Files.Events(new MemoryStream(Whole, 0, length));

            var problem = rows[^1].Problem;
            var place = rows.Count == 1 && problem?.Line == 1 ? "before its first line ends" : $"after line {rows.Count}";
            Assert.Equal($"the file ends in the middle of its gzip stream {place}; it was probably cut off", problem?.Message);
            Assert.True(problem?.EndsFile);
            Assert.Equal(expected.Take(rows.Count - 1), rows.SkipLast(1).Select(row => row.Row));
        }
    }

    [Fact]
    public void Read_SecondMemberCutOffAnywhere_SaysSo()
    {
        byte[] second = [.. Whole, .. Files.Gzip(Lines[..2000])];
        for (var length = Whole.Length + 2; length < second.Length; length++)
        {
            var problem = Files.Events(new MemoryStream(second, 0, length))[^1].Problem;
            Assert.Contains("it was probably cut off", problem?.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_DamagedGzip_GivesOnlyTrueRowsAndSaysSo()
    {
        var large = Files.Gzip(Files.Header + string.Concat(Enumerable.Repeat(Lines, 80).Select((text, i) => text.Replace("user", $"u{i * 7}"))));
        large[large.Length / 2] ^= 0x55;
        large[(large.Length / 2) + 1] ^= 0x55;

        var problem = Files.Events(new MemoryStream(large))[^1].Problem;

        Assert.Contains("gzip stream is damaged", problem?.Message, StringComparison.Ordinal);
        Assert.True(problem?.EndsFile);
    }

    [Fact]
    public void Read_WrongChecksum_IsReported()
    {
        var bytes = Whole.ToArray();
        bytes[^6] ^= 1;

        Assert.Contains("gzip stream", Assert.Single(Files.Problems(Files.Events(new MemoryStream(bytes)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherBytesBehindGzip_AreReported()
    {
        byte[] bytes = [.. Whole, .. "something else"u8];

        var problem = Assert.Single(Files.Problems(Files.Events(new MemoryStream(bytes))));

        Assert.Equal("line 252: the file's gzip stream is damaged after line 251; nothing behind that can be read", problem);
    }

    [Fact]
    public void Read_GzipOfNothing_IsAnEmptyFile() =>
        Assert.StartsWith("line 1: the file is empty", Assert.Single(Files.Problems(Files.Events(new MemoryStream(Files.Gzip(""))))), StringComparison.Ordinal);

    [Fact]
    public void Read_GzipOfNdjsonCutOff_SaysSo()
    {
        var json = string.Concat(Enumerable.Range(1, 200).Select(i => $"{{\"user\":\"u{i * 7919}\",\"metric\":\"m\",\"ts_utc\":\"2026-03-01T12:00:00Z\"}}\n"));
        var whole = Files.Gzip(json);
        Assert.Equal(200, Files.Events(new MemoryStream(whole)).Count(row => row.Problem is null));

        var rows = Files.Events(new MemoryStream(whole, 0, whole.Length / 2));

        Assert.Equal($"the file ends in the middle of its gzip stream after line {rows.Count - 1}; it was probably cut off", rows[^1].Problem?.Message);
    }

    [Fact]
    public void Read_FileThatEndsWithoutLineEnd_KeepsItsLastRowOnlyWhenComplete()
    {
        var bytes = Files.Gzip((Files.Header + Lines).TrimEnd());

        Assert.Equal(250, Files.Events(new MemoryStream(bytes)).Count(row => row.Problem is null));
        Assert.Equal(249, Files.Events(new MemoryStream(bytes, 0, bytes.Length - 1)).Count(row => row.Problem is null));
    }
}
