using Laurel.Core.Achievements;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Streaks;

namespace Laurel.Runtime.Rulebooks;

/// <summary>Single definitions as JSON, with the fields that they have in a rulebook.</summary>
public static class DefinitionJson
{
    public static string Write(AchievementDefinition achievement) => JsonTree.Write(AchievementDocument.Write(achievement), indented: false);

    public static string Write(StreakDefinition streak) => JsonTree.Write(StreakDocument.Write(streak), indented: false);

    /// <summary>The achievement that a document says; what cannot be read is in the problems.</summary>
    public static (AchievementDefinition Definition, IReadOnlyList<RulebookProblem> Problems) ReadAchievement(string json) => Read(json, node => AchievementDocument.Read(node, out _));

    /// <summary>The streak that a document says; what cannot be read is in the problems.</summary>
    public static (StreakDefinition Definition, IReadOnlyList<RulebookProblem> Problems) ReadStreak(string json) => Read(json, StreakDocument.Read);

    private static (T Definition, IReadOnlyList<RulebookProblem> Problems) Read<T>(string json, Func<NodeReader, T> read)
    {
        var problems = new ProblemList();
        var definition = read(new NodeReader(JsonTree.Read(json, problems), "", problems));
        return (definition, problems.Items);
    }
}
