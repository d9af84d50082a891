using System.Text.RegularExpressions;
using Laurel.Runtime.Rulebooks;
using Xunit;

namespace Laurel.Runtime.Tests.Rulebooks;

/// <summary>The reference pages say what the reader does.</summary>
public sealed class RulebookReferenceTests
{
    private static readonly string Page = RepositoryFiles.Read("docs", "reference", "rulebook.md");

    [Theory]
    [InlineData("rulebook.md")]
    [InlineData("streaks.md")]
    [InlineData("levels.md")]
    [InlineData("points.md")]
    public void Reference_YamlExamples_AreValid(string page)
    {
        var examples = Regex.Matches(RepositoryFiles.Read("docs", "reference", page), "^```yaml[^\n]*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(RulebookYaml.Read(example.Groups[1].Value).Problems));
    }

    [Fact]
    public void Reference_EveryField_IsNamed() =>
        Assert.All(
            RulebookShapes.All.SelectMany(shape => shape.Fields).Select(field => field.Name).Distinct(),
            field => Assert.Matches($@"[`.{{ ]{field}[`:.\]]|and `{field}`", Page));
}
