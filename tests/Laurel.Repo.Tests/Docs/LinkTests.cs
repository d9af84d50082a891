using Xunit;

namespace Laurel.Repo.Tests.Docs;

public sealed class LinkTests
{
    private static readonly string[] Paths = ["docs/start.md", "docs/images/rank.png", "src/Laurel.Core/Amount.cs"];

    private static readonly TextFile Start = new("docs/start.md", """
        # Start here
        ## Points & levels: the `xp` system
        ## Again
        ## Again
        <a id="by-hand"></a>
        ```
        # not a heading
        ```
        """);

    [Fact]
    public void Repository_Links_LeadSomewhere() =>
        Expect.None(LinkRule.Problems(Repository.TextFilesEndingIn(".md"), Repository.Paths));

    [Theory]
    [InlineData("[a](missing.md)")]
    [InlineData("[a](docs/Start.md)")]
    [InlineData("[a](/docs/start.md)")]
    [InlineData("[a](../outside.md)")]
    [InlineData("![a](docs/images/none.png \"title\")")]
    [InlineData("[![a](docs/images/none.png)](docs/start.md)")]
    [InlineData("[a]: missing.md")]
    [InlineData("<a href=\"missing.md\">a</a>")]
    [InlineData("[a](#no-such-heading)")]
    [InlineData("[a](docs/start.md#no-such-heading)")]
    [InlineData("[a](docs/start.md#again-2)")]
    [InlineData("[a](docs/start.md#not-a-heading)")]
    public void Link_ToNothing_IsAProblem(string text) => Assert.Single(ProblemsOf(text));

    [Theory]
    [InlineData("[a](docs/start.md)")]
    [InlineData("[a](./docs/)")]
    [InlineData("[a](src/Laurel.Core/../Laurel.Core/Amount.cs#L3)")]
    [InlineData("![a](<docs/images/rank.png>)")]
    [InlineData("[a](docs/start.md#start-here) [b](docs/start.md#points--levels-the-xp-system)")]
    [InlineData("[a](docs/start.md#again-1) [b](docs/start.md#by-hand)")]
    [InlineData("# Here\n[a](#here)")]
    [InlineData("[a](https://example.com/missing.md) <mailto:a@example.com> [b](mailto:a@example.com)")]
    [InlineData("`[a](missing.md)`")]
    [InlineData("```md\n[a](missing.md)\n```")]
    public void Link_ToSomething_IsNoProblem(string text) => Expect.None(ProblemsOf(text));

    private static IReadOnlyList<string> ProblemsOf(string text) =>
        LinkRule.Problems([new TextFile("README.md", text), Start], Paths);
}
