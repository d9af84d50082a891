using Laurel.Runtime.Replay;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class CsvWriterTests
{
    [Fact]
    public void Write_PlainFields_AreNotQuoted() => Assert.Equal("user,total,\n", Written("user", "total", null));

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData(" a ", " a ")]
    [InlineData("ü;'", "ü;'")]
    public void Write_Field_IsQuotedOnlyWhenNeeded(string field, string expected) => Assert.Equal($"x,{expected}\n", Written("x", field));

    [Fact]
    public void Write_OneEmptyField_IsNoBlankLine() => Assert.Equal("\"\"\n", Written(""));

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Write_RandomFields_AreReadBack(int seed)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, 200).Select(_ => "u" + new string(random.GetItems("a,\"\r\n é".AsSpan(), random.Next(6)))).ToList();
        var output = new StringWriter();
        var writer = new CsvWriter(output);
        writer.Write("user", "name");
        foreach (var name in names)
        {
            writer.Write("u" + name.Length, name);
        }

        var rows = new UsersFile(Files.Text(output.ToString())).Read().Select(row => row.Row).ToList();

        Assert.Equal(names, rows.Select(row => row.Name));
    }

    private static string Written(params string?[] fields)
    {
        var output = new StringWriter();
        new CsvWriter(output).Write(fields);
        return output.ToString();
    }
}
