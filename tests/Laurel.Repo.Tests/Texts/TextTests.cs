using Xunit;

namespace Laurel.Repo.Tests.Texts;

public sealed class TextTests
{
    [Fact]
    public void Repository_Texts_HaveNoBannedWords() => Expect.None(Repository.TextFiles.SelectMany(BannedText.Problems));

    [Fact]
    public void Repository_CSharp_HasNoBannedSyntax() => Expect.None(CSharp.Files.SelectMany(BannedSyntax.Problems));

    /// <summary>The examples come in two parts, because this file is looked at too.</summary>
    [Theory]
    [InlineData("// TO", "DO: later")]
    [InlineData("// FIX", "ME")]
    [InlineData("# HA", "CK")]
    [InlineData("throw new NotImplemented", "Exception();")]
    [InlineData("cd /wo", "rk/laurel")]
    [InlineData("\"/ro", "ot/.profile\"")]
    [InlineData("(/ho", "me/ann/laurel)")]
    [InlineData("https://api.nuget", ".org/v3/index.json")]
    [InlineData("https://registry.npmjs", ".org/")]
    [InlineData("http://deb.debian", ".org/debian")]
    [InlineData("written by an A", "I")]
    [InlineData("as an assist", "ant")]
    [InlineData("a coding age", "nt")]
    [InlineData("in this sess", "ion we")]
    public void Text_WithABannedWord_IsAProblem(string start, string end) =>
        Assert.NotEmpty(BannedText.Problems(new TextFile("a.md", $"first\n{start}{end}\n")));

    [Fact]
    public void Text_WithABannedWord_IsFoundOnItsLine() =>
        Assert.StartsWith("a.md:3: ", Assert.Single(BannedText.Problems(new TextFile("a.md", "one\ntwo\nFIX" + "ME\n"))));

    [Theory]
    [InlineData("a.md", "the todo list, a lifehack, HACKING")]
    [InlineData("a.md", "GET https://example.com/home/ and ./work/ and docs/work/")]
    [InlineData("a.md", "User-Agent, the user agent, openapi, OpenAPI, agency, a session of learning, aim")]
    [InlineData("examples/history/users.csv", "1,A" + "I,assist" + "ant")]
    public void Text_WithoutABannedWord_IsNoProblem(string path, string text) =>
        Expect.None(BannedText.Problems(new TextFile(path, text)));

    [Theory]
    [InlineData("class A { string B(string? c) => c!; }", "the null-forgiving operator")]
    [InlineData("class A { int B(string? c) => c!.Length; }", "the null-forgiving operator")]
    [InlineData("#pragma warning disable CS1591\nclass A;", "a pragma for warnings")]
    [InlineData("#nullable disable\nclass A;", "a directive for nullability")]
    [InlineData("class A {", "cannot be read")]
    public void Syntax_ThatSilencesTheCompiler_IsAProblem(string code, string problem) =>
        Assert.Contains(problem, Assert.Single(BannedSyntax.Problems(CSharp.Parse(code))));

    [Theory]
    [InlineData("class A { bool B(bool c) => !c && c != true; string D = \"c!\"; /* e! */ }")]
    [InlineData("static class A { extension(string b) { public int C => b.Length; } }")]
    [InlineData("class A { int B { get => field; set => field = value + 1; } }")]
    [InlineData("class A { void B(A? c) { c?.D = 1; } int D; }")]
    public void Syntax_OfToday_IsNoProblem(string code) => Expect.None(BannedSyntax.Problems(CSharp.Parse(code)));
}
