using Xunit;

namespace Laurel.Repo.Tests.Names;

public sealed class NameTests
{
    [Fact]
    public void Repository_Types_AreNamedForWhatTheyAre() => Expect.None(CSharp.Files.SelectMany(NameRule.TypeProblems));

    [Fact]
    public void Repository_Folders_AreNamedForWhatTheyHold() => Expect.None(NameRule.FolderProblems(Repository.Paths));

    [Theory]
    [InlineData("class StreakManager;", "Manager")]
    [InlineData("record UserInfo;", "Info")]
    [InlineData("struct DataPoint;", "Data")]
    [InlineData("interface IStreakService;", "Service")]
    [InlineData("enum Utils { A }", "Utils")]
    [InlineData("delegate void HTTPHelper();", "Helper")]
    [InlineData("class A { class StoreBase; }", "Base")]
    [InlineData("static class StringExtensions;", "Extensions")]
    public void Name_TypeWithAnEmptyWord_IsAProblem(string code, string word) =>
        Assert.EndsWith($"has the word {word}", Assert.Single(NameRule.TypeProblems(CSharp.Parse(code))));

    [Theory]
    [InlineData("class Database;")]
    [InlineData("class MetadataNames;")]
    [InlineData("record Baseline(int Data, int BaseAmount);")]
    [InlineData("class Information;")]
    [InlineData("class SortedModel;")]
    public void Name_TypeWithAWordThatContainsOne_IsNoProblem(string code) =>
        Expect.None(NameRule.TypeProblems(CSharp.Parse(code)));

    [Theory]
    [InlineData("src/Laurel.Core/Services/A.cs", "the folder Services has the word Services")]
    [InlineData("src/Laurel.Common/A.cs", "the folder Laurel.Common has the word Common")]
    [InlineData("tests/helpers/a.txt", "the folder helpers has the word helpers")]
    public void Name_FolderWithAnEmptyWord_IsAProblem(string path, string problem) =>
        Assert.Equal([problem], NameRule.FolderProblems([path]));

    [Fact]
    public void Name_FileWithAnEmptyWord_IsNoProblem() => Expect.None(NameRule.FolderProblems(["docs/data.md", "data"]));
}
