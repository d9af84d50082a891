using Laurel.Core.Facts;
using Laurel.Core.Streaks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Streaks;

/// <summary>
/// The ledgers of streak periods and freezes. A period has one row: what it came to last (a date that a zone move reopened
/// may be extended after all).
/// </summary>
internal static class StreakLedger
{
    public static void Write(RowTarget writer, LedgerKey key, Fact fact, (Period Period, string Outcome, int Length) row, string streak) =>
        writer.Into(Tables.StreakPeriods)
            .Add(key.Space)
            .Add(key.User)
            .Add(streak)
            .Add(StateJson.Text(row.Period.StartOn))
            .Add(StateJson.Text(row.Period.EndOn))
            .Add(row.Outcome)
            .Add(row.Length)
            .Add(fact.At.ToUnixTimeMilliseconds())
            .End(fact);

    public static void Write(RowTarget writer, LedgerKey key, FreezeConsumed fact)
    {
        Write(writer, key, fact, (fact.Period, "frozen", fact.Length), fact.Streak);
        WriteFreezes(writer, key, fact, ("consumed", fact.Streak, 1, fact.Left, StateJson.Text(fact.Period.StartOn)));
    }

    public static void Write(RowTarget writer, LedgerKey key, FreezeGranted fact) =>
        WriteFreezes(writer, key, fact, (KindOf(fact.Source), fact.Streak, fact.Count, fact.Held, null));

    private static void WriteFreezes(
        RowTarget writer, LedgerKey key, Fact fact, (string Kind, string Streak, int Amount, int Held, string? PeriodStart) row) =>
        writer.Into(Tables.FreezeEvents)
            .Begin(key, row.Streak, fact)
            .Add(row.Kind)
            .Add(row.Amount)
            .Add(row.Held)
            .Add(row.PeriodStart)
            .End(fact);

    private static string KindOf(FreezeSource source) => source switch
    {
        FreezeSource.Initial => "initial",
        FreezeSource.Earned => "earned",
        FreezeSource.Milestone => "milestone",
        FreezeSource.Bought => "bought",
        _ => "manual",
    };
}
