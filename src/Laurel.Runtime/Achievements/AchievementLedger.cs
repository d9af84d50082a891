using Laurel.Core.Achievements;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;

namespace Laurel.Runtime.Achievements;

/// <summary>The ledger of completions.</summary>
internal static class AchievementLedger
{
    public static void Write(SqliteWriter writer, LedgerKey key, AchievementCompleted fact) => writer.Into(Tables.AchievementCompletions)
        .Add(key.Space)
        .Add(key.User)
        .Add(fact.Achievement)
        .Add(fact.At.ToUnixTimeMilliseconds())
        .Add(fact.Backdated ? 1 : 0)
        .End(fact);
}
