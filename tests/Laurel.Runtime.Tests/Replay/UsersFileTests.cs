using Laurel.Runtime.Replay;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class UsersFileTests
{
    [Fact]
    public void Read_AllColumns_GivesEveryValue()
    {
        var row = Assert.Single(Rows("attr.plan,tz,user,name,attr.city\npro,Europe/Berlin,ada,\"Ada, L\",\n"));

        Assert.Equal((2L, "ada", "Ada, L", "Europe/Berlin"), (row.Line, row.User, row.Name, row.TimeZone));
        Assert.Equal([new("plan", "pro")], row.Attributes);
    }

    [Fact]
    public void Read_OnlyUser_IsEnough()
    {
        var row = Assert.Single(Rows("user\nada\n"));

        Assert.Equal((null, null), (row.Name, row.TimeZone));
        Assert.Empty(row.Attributes);
    }

    [Fact]
    public void Read_OtherColumns_AreIgnoredAndListed()
    {
        var file = new UsersFile(Files.Text("user,tz_match,tz,commits,attr.\nada,1.0,UTC,3,x\nbob,1.0,UTC,4,y\n"));

        Assert.Equal(["UTC", "UTC"], file.Read().Select(row => row.Row.TimeZone));
        Assert.Equal(["tz_match", "commits", "attr."], file.IgnoredColumns);
    }

    [Fact]
    public void Read_Ndjson_GivesTheSame()
    {
        var file = new UsersFile(Files.Text("""
            {"user":"ada","name":"Ada","attr.plan":"pro","attr.vip":true,"x":{"y":[1]}}
            {"user":7,"tz":"UTC","attr.plan":null,"attr.age":36,"x":2}
            """));

        var rows = file.Read().Select(row => row.Row).ToList();

        Assert.Equal(["ada", "7"], rows.Select(row => row.User));
        Assert.Equal([new("plan", "pro"), new("vip", "true")], rows[0].Attributes);
        Assert.Equal([new("age", "36")], rows[1].Attributes);
        Assert.Equal(["x"], file.IgnoredColumns);
    }

    [Theory]
    [InlineData("", "line 1: the file is empty; it needs a header line with user")]
    [InlineData("name,tz\n", "line 1: the header lacks user")]
    [InlineData("user,tz,tz\n", "line 1: the column 'tz' is there twice")]
    [InlineData("user,attr.a,attr.a\n", "line 1: the column 'attr.a' is there twice")]
    [InlineData("user,tz\nada\n", "line 2: the row has 1 columns, the header has 2")]
    [InlineData("user,tz\n,UTC\n", "line 2: user: is empty")]
    public void Read_BrokenFile_IsReported(string text, string problem) =>
        Assert.Equal(problem, Assert.Single(new UsersFile(Files.Text(text)).Read()).Problem?.ToString());

    [Fact]
    public void Read_UserOf256Characters_IsReported() => Assert.Equal(
        "line 2: user: has 256 characters, at most 255 are allowed",
        Assert.Single(new UsersFile(Files.Text($"user\n{new string('u', 256)}\n")).Read()).Problem?.ToString());

    [Fact]
    public void Read_MoreColumnsThanAllowed_IsReported()
    {
        var header = "user," + string.Join(',', Enumerable.Range(0, UsersFile.ColumnsMax).Select(i => $"attr.a{i}")) + "\n";

        Assert.Equal("line 1: the header has more than 256 columns", Assert.Single(new UsersFile(Files.Text(header)).Read()).Problem?.ToString());
    }

    private static List<UserRow> Rows(string text) => [.. new UsersFile(Files.Text(text)).Read().Select(row => row.Row)];
}
