using Laurel.Core.Achievements;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;

namespace Laurel.Runtime.Achievements;

/// <summary>The ledgers of completions: the first of each achievement, and its repetitions.</summary>
internal static class AchievementLedger
{
    public static void Write(RowTarget writer, LedgerKey key, AchievementCompleted fact)
    {
        if (fact.Count > 1)
        {
            WriteRepetition(writer, key, fact);
        }
        else
        {
            WriteFirst(writer, key, fact);
        }
    }

    private static void WriteRepetition(RowTarget writer, LedgerKey key, AchievementCompleted fact) => writer.Into(Tables.AchievementRepetitions)
        .Add(key.Space)
        .Add(key.User)
        .Add(fact.Achievement)
        .Add(fact.Count)
        .Add(fact.At.ToUnixTimeMilliseconds())
        .End(fact);

    private static void WriteFirst(RowTarget writer, LedgerKey key, AchievementCompleted fact) => writer.Into(Tables.AchievementCompletions)
        .Add(key.Space)
        .Add(key.User)
        .Add(fact.Achievement)
        .Add(fact.At.ToUnixTimeMilliseconds())
        .Add(fact.Backdated ? 1 : 0)
        .End(fact);

    public static void Write(RowTarget writer, LedgerKey key, AchievementReset fact) => writer.Into(Tables.AchievementResets)
        .Begin(key, fact.Achievement, fact)
        .Add(fact.Count)
        .End(fact);
}
