using Laurel.Core.Rulebooks;
using Laurel.Runtime.Rulebooks;
using Xunit;

namespace Laurel.Runtime.Tests.Rulebooks;

public sealed class ExampleRulebookTests
{
    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "examples"), "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_Read_IsValid(string file)
    {
        var reading = RulebookYaml.Read(RepositoryFiles.Read(file));

        Assert.Empty(reading.Problems);
        Assert.NotNull(reading.Rulebook);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_WrittenAsJson_ReadsEqual(string file)
    {
        var rulebook = Assert.IsType<Rulebook>(RulebookYaml.Read(RepositoryFiles.Read(file)).Rulebook);

        Assert.Equal(rulebook, RulebookJson.Read(RulebookJson.Write(rulebook)).Rulebook);
        Assert.Equal(rulebook, RulebookJson.Read(RulebookJson.Write(rulebook, indented: true)).Rulebook);
        Assert.Equal(rulebook, RulebookYaml.Read(RulebookJson.Write(rulebook)).Rulebook);
    }
}
