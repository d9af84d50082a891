using Laurel.Runtime.Rulebooks;
using Xunit;

namespace Laurel.Runtime.Tests.Rulebooks;

/// <summary>Whatever a document holds, reading answers with a rulebook or with problems, and never throws.</summary>
public sealed class RulebookNoiseTests
{
    private const string Noise = "{}[]:,-&*!|>'\"#%@`?~ \n\t\0\u00e9\ud8000aA.";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_DamagedExample_AnswersRulebookOrProblems(int seed)
    {
        var random = new Random(seed);
        var yaml = RepositoryFiles.Read("examples", "learning", "rulebook.yaml");
        var json = RulebookJson.Write(RulebookYaml.Read(yaml).Rulebook ?? Core.Rulebooks.Rulebook.Empty);
        for (var i = 0; i < 150; i++)
        {
            Answers(RulebookYaml.Read(Damaged(yaml, random)));
            Answers(RulebookJson.Read(Damaged(json, random)));
            Answers(RulebookYaml.Read(Damaged(json, random)));
        }
    }

    [Theory]
    [InlineData("%YAML 99999999999999999999.1\n---\n{}")]
    [InlineData("%YAML 1.99999999999999999999\n---\n{}")]
    [InlineData("%YAML 3.0\n---\n{}")]
    [InlineData("%TAG ! !\n%TAG ! !\n---\n{}")]
    [InlineData("metrics: \"\\uFFFFFFFF\"")]
    [InlineData("metrics: \"\\UFFFFFFFF\"")]
    [InlineData("metrics: \"\\ud800\"")]
    [InlineData("? a\n: b")]
    [InlineData("metrics: [a ? b]")]
    [InlineData("\ufeff{}]")]
    [InlineData("\t{")]
    [InlineData("|9999999999\n a")]
    [InlineData("--- >99\n a")]
    public void Read_OddYaml_AnswersProblems(string yaml)
    {
        Assert.Null(RulebookYaml.Read(yaml).Rulebook);
        Answers(RulebookYaml.Read(yaml));
    }

    private static string Damaged(string text, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text[..at],
            1 => text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at)),
            _ => text.Insert(at, string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Noise[random.Next(Noise.Length)]))),
        };
    }

    private static void Answers(RulebookReading reading)
    {
        Assert.Equal(reading.Rulebook is null, reading.Problems.Count > 0);
        Assert.All(reading.Problems, problem => Assert.NotEqual("", problem.Path));
    }
}
