using Xunit;

namespace Laurel.Repo.Tests.Sizes;

public sealed class SizeTests
{
    private const string SixParameters = "(int a, int b, int c, int d, int e, int f)";
    private const string FiveParameters = "(int a, int b, int c, int d, int e)";

    [Fact]
    public void Repository_CSharp_IsShort() => Expect.None(CSharp.Files.SelectMany(SizeRule.Problems));

    [Theory]
    [InlineData(400, 0)]
    [InlineData(401, 1)]
    public void Size_FileAtTheLimit_IsTheLast(int lineCount, int problemCount) =>
        Assert.Equal(problemCount, ProblemsOf(Lines(lineCount, "// line")).Count);

    [Theory]
    [InlineData(60, 0)]
    [InlineData(61, 1)]
    public void Size_MethodAtTheLimit_IsTheLast(int lineCount, int problemCount)
    {
        var body = "{\n" + Lines(lineCount - 3, ";") + "}\n";
        Assert.Equal(problemCount, ProblemsOf($"class A {{\nvoid B()\n{body}}}\n").Count);
        Assert.Equal(problemCount, ProblemsOf($"class A {{\n/// <summary>\n/// </summary>\n[Obsolete]\nA()\n{body}}}\n").Count);
        Assert.Equal(problemCount, ProblemsOf($"class A {{ int B {{\nget\n{body}}} }}\n").Count);
        Assert.Equal(problemCount, ProblemsOf($"void B()\n{body}\n").Count);
        Assert.Equal(problemCount, ProblemsOf(Lines(lineCount, "B();")).Count);
    }

    [Theory]
    [InlineData($"class A {{ void B{SixParameters} {{ }} }}")]
    [InlineData($"class A {{ A{SixParameters} {{ }} }}")]
    [InlineData($"class A{SixParameters};")]
    [InlineData($"struct A{SixParameters};")]
    [InlineData($"delegate void A{SixParameters};")]
    [InlineData($"class A {{ void B() {{ void C{SixParameters} {{ }} }} }}")]
    public void Size_SixParameters_IsAProblem(string code) =>
        Assert.Contains("6 parameters, at most 5", Assert.Single(ProblemsOf(code)));

    [Theory]
    [InlineData($"class A {{ void B{FiveParameters} {{ }} }}")]
    [InlineData($"record A{SixParameters};")]
    [InlineData($"readonly record struct A{SixParameters};")]
    [InlineData($"class A {{ override void B{SixParameters} {{ }} void C.D{SixParameters} {{ }} }}")]
    [InlineData($"class A {{ [DllImport(\"c\")] static extern void B{SixParameters}; }}")]
    public void Size_ParametersOfRecordsAndOthers_AreNoProblem(string code) => Expect.None(ProblemsOf(code));

    private static IReadOnlyList<string> ProblemsOf(string code) => SizeRule.Problems(CSharp.Parse(code));

    private static string Lines(int count, string line) => string.Concat(Enumerable.Repeat(line + '\n', count));
}
