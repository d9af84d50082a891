using Laurel.Runtime.Tests;
using Xunit;

namespace Laurel.Server.Tests.Docs;

/// <summary>The examples of the documentation, and those under examples/, do what their pages say.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Pages { get; } = [.. PagePaths().Where(path => BlocksOf(path).Any(block => block.IsExecuted))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_Followed_SaysWhatHappens(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The examples are written for a POSIX shell.");
        await using var reader = new Reader(RepositoryFiles.Root);
        foreach (var block in BlocksOf(path))
        {
            await reader.Follow(block);
        }
    }

    [Fact]
    public void ReferencePages_Each_HaveAnExample() => Assert.Empty(
        Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "docs", "reference"), "*.md")
            .Where(file => !Block.Parse(File.ReadAllText(file)).Any(block => block.IsExecuted))
            .Select(Path.GetFileName));

    [Theory]
    [InlineData("a\n…\nd", "a\nb\nc\nd", true)]
    [InlineData("a … c", "a b c", true)]
    [InlineData("a\nb", "a\nc", false)]
    [InlineData("a", "a\nb", false)]
    public void Text_WithGaps_IsCompared(string shown, string actual, bool isSame) => Assert.Equal(isSame, Expected.IsText(shown, actual));

    [Theory]
    [InlineData("""{"a": 1, …}""", """{"a": 1, "b": 2}""", true)]
    [InlineData("""{"a": …}""", """{"a": [1]}""", true)]
    [InlineData("""{"a": …}""", """{"b": 1}""", false)]
    [InlineData("""[{"a": 2}, …]""", """[{"a": 1}, {"a": 2}]""", true)]
    [InlineData("""[{"a": 2}]""", """[{"a": 1}, {"a": 2}]""", false)]
    [InlineData("""{"a": "01…"}""", """{"a": "0123"}""", true)]
    public void Json_WithGaps_IsCompared(string shown, string actual, bool isSame) => Assert.Equal(isSame, Expected.IsJson(shown, actual));

    private static IEnumerable<string> PagePaths() => new[] { "docs", "examples" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, folder), "*.md", SearchOption.AllDirectories))
        .Append(Path.Combine(RepositoryFiles.Root, "README.md"))
        .Where(File.Exists)
        .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file))
        .Order(StringComparer.Ordinal);

    private static IReadOnlyList<Block> BlocksOf(string path) => Block.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, path)));
}
