using Xunit;

namespace Laurel.Repo.Tests.Docs;

public sealed class DependencyTests
{
    private const string Packages = """<Project><ItemGroup><PackageVersion Include="NodaTime" Version="3.3.7" /></ItemGroup></Project>""";

    [Fact]
    public void Repository_Packages_HaveTheirReasons() =>
        Expect.None(DependencyRule.Problems(TextOf("Directory.Packages.props"), TextOf("docs/internals/dependencies.md")));

    [Fact]
    public void Dependency_WithItsRow_IsNoProblem() =>
        Expect.None(DependencyRule.Problems(Packages, "| `NodaTime` | Core | zones |\n"));

    [Theory]
    [InlineData("NodaTime is for zones", "NodaTime has 0 rows, not one")]
    [InlineData("| `NodaTime` | zones |\n| `NodaTime` | zones |\n", "NodaTime has 2 rows, not one")]
    [InlineData("| `NodaTime` | |\n", "NodaTime has no reason")]
    [InlineData("| `NodaTime` | zones |\n| `Gone` | why |\n", "Gone has a row but is not used")]
    public void Dependency_WithoutItsRow_IsAProblem(string page, string problem) =>
        Assert.Equal([problem], DependencyRule.Problems(Packages, page));

    private static string TextOf(string path) => Repository.TextFileAt(path)?.Text ?? "";
}
