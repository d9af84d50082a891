using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Corrections;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Points;
using Laurel.Runtime.Streaks;

namespace Laurel.Runtime.Processing;

/// <summary>Where in a user's history a fact stands: after journal entry <paramref name="Seq"/>, as the n-th of its evaluation.</summary>
internal readonly record struct LedgerKey(int Space, string User, long Seq, int Ordinal);

/// <summary>Appends facts to their ledgers.</summary>
internal static class Ledgers
{
    /// <summary>All ledgers: what is corrected when a user is derived again.</summary>
    public static IReadOnlyList<LedgerTable> Tables { get; } =
    [
        .. new[]
        {
            Databases.Tables.PointsAwards, Databases.Tables.AwardLimits, Databases.Tables.LevelChanges, Databases.Tables.Prestiges, Databases.Tables.FreezeEvents,
            Databases.Tables.StreakPeriods, Databases.Tables.AchievementCompletions, Databases.Tables.AchievementRepetitions, Databases.Tables.AchievementResets,
        }.Select(table => new LedgerTable(table)),
    ];

    private static readonly IReadOnlyDictionary<string, int> Positions =
        Tables.Select((ledger, i) => (ledger.Table.Name, Index: i)).ToDictionary(pair => pair.Name, pair => pair.Index, StringComparer.Ordinal);

    /// <summary>The position of a table among <see cref="Tables"/>.</summary>
    public static int IndexOf(Table table) => Positions[table.Name];

    /// <summary>Whether a fact may have a row in a ledger. Most facts say how totals and scores moved; those have none.</summary>
    public static bool IsKept(Fact fact) => fact is not (MetricChanged or ScoreChanged);

    public static void Write(RowTarget writer, LedgerKey key, Fact fact)
    {
        switch (fact)
        {
            case MetricChanged or ScoreChanged or UserCreated or UserChanged or PauseCreated or PauseRemoved or AmnestyGranted or StreakStopped or AchievementRevoked:
                // Kept elsewhere: the journal, the scores and the state hold these.
                break;
            case PointsAwarded awarded:
                PointsLedger.Write(writer, key, awarded);
                break;
            case AwardLimited limited:
                PointsLedger.Write(writer, key, limited);
                break;
            case LevelChanged changed:
                PointsLedger.Write(writer, key, changed);
                break;
            case Prestiged prestiged:
                PointsLedger.Write(writer, key, prestiged);
                break;
            case AchievementReset reset:
                AchievementLedger.Write(writer, key, reset);
                break;
            case AchievementCompleted completed:
                AchievementLedger.Write(writer, key, completed);
                break;
            case StreakExtended extended:
                StreakLedger.Write(writer, key, extended, (extended.Period, "extended", extended.Length), extended.Streak);
                break;
            case StreakLost lost:
                StreakLedger.Write(writer, key, lost, (lost.Period, "broken", 0), lost.Streak);
                break;
            case StreakRestored restored:
                StreakLedger.Write(writer, key, restored, (restored.Period, "restored", restored.Length), restored.Streak);
                break;
            case PeriodPaused paused:
                StreakLedger.Write(writer, key, paused, (paused.Period, "paused", paused.Length), paused.Streak);
                break;
            case FreezeConsumed consumed:
                StreakLedger.Write(writer, key, consumed);
                break;
            case FreezeGranted granted:
                StreakLedger.Write(writer, key, granted);
                break;
            default:
                throw new InvalidOperationException($"{fact.GetType().Name} has no ledger.");
        }
    }

    /// <summary>The columns that begin a row ordered by time: whose, of which definition, when, and where among the facts.</summary>
    public static TableRows Begin(this TableRows rows, LedgerKey key, string definition, Fact fact) => rows
        .Add(key.Space)
        .Add(key.User)
        .Add(definition)
        .Add(fact.At.ToUnixTimeMilliseconds())
        .Add(key.Seq)
        .Add(key.Ordinal);

    /// <summary>The columns that end every ledger row: the fact's id and its cause.</summary>
    public static void End(this TableRows rows, Fact fact) => rows.Add(fact.Id).Add(fact.Cause.Input.Value).Add(fact.Cause.Parent).End();
}
