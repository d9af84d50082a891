using System.Reflection;
using Xunit;

namespace Laurel.Repo.Tests.Docs;

public sealed class FactTests
{
    private const string Page = "docs/reference/facts.md";

    private static readonly Type[] Examples = [typeof(Example.Fact), typeof(Example.LevelFact), typeof(Example.LevelChanged), typeof(Example.Other)];

    [Fact]
    public void Core_Facts_AreOnTheirPage()
    {
        var facts = FactRule.Facts(Assembly.Load("Laurel.Core").GetTypes());
        var page = Repository.TextFileAt(Page);
        Assert.SkipWhen(facts.Count > 0 && page is null, $"{Page} is not written yet");
        Expect.None(FactRule.Problems(facts, page?.Text ?? ""));
    }

    [Fact]
    public void Facts_OfTypes_AreTheCases() => Assert.Equal([typeof(Example.LevelChanged)], FactRule.Facts(Examples));

    [Theory]
    [InlineData("## `LevelChanged`", 0)]
    [InlineData("## LevelChangedTwice", 1)]
    [InlineData("", 1)]
    public void Fact_NotOnThePage_IsAProblem(string page, int problemCount) =>
        Assert.Equal(problemCount, FactRule.Problems([typeof(Example.LevelChanged)], page).Count);

    private static class Example
    {
        internal abstract record Fact;

        internal abstract record LevelFact : Fact;

        internal sealed record LevelChanged : LevelFact;

        internal sealed record Other;
    }
}
