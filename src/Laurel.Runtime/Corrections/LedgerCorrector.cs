using System.Globalization;
using System.Text.Json;
using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using NodaTime;

namespace Laurel.Runtime.Corrections;

/// <summary>
/// Brings a user's ledgers to what follows from the journal. Awards are never changed: one that no longer holds gets a reversing
/// entry. Any other row that no longer holds goes, and what it said is kept among the corrections.
/// </summary>
internal sealed class LedgerCorrector(DatabaseWriter writer, LedgerKey at, InputId cause, Instant now)
{
    private static readonly ulong ReversalSeed = FactId.Seed("reversal");
    private static readonly ulong RevocationSeed = FactId.Seed("revocation");

    private readonly List<Fact> facts = [];
    private readonly Dictionary<string, long> balances = new(StringComparer.Ordinal);
    private int ordinal;

    /// <summary>What was concluded: reversals, awards and completions that are new, revocations.</summary>
    public IReadOnlyList<Fact> Facts => facts;

    /// <summary>Achievements whose completions are others now.</summary>
    public HashSet<string> Restated { get; } = new(StringComparer.Ordinal);

    /// <summary>Balances afterwards, of the systems that moved.</summary>
    public IReadOnlyDictionary<string, long> Balances => balances;

    /// <param name="differences">As <see cref="LedgerComparison"/> finds them.</param>
    /// <param name="derived">The facts that they refer to.</param>
    /// <param name="balanceOf">The balance of a system before.</param>
    public void Apply(IReadOnlyList<LedgerDifference> differences, IReadOnlyList<Fact> derived, Func<string, long> balanceOf)
    {
        foreach (var difference in differences)
        {
            if (difference.Stored is { } stored)
            {
                Withdraw(difference.Ledger, stored, isReplaced: difference.Derived is not null, balanceOf);
            }

            if (difference.Derived is { } row)
            {
                Append(difference.Ledger, derived[row.Fact], isNew: difference.Stored is null, balanceOf);
            }
        }
    }

    private void Withdraw(LedgerTable ledger, StoredRow stored, bool isReplaced, Func<string, long> balanceOf)
    {
        Note(ledger, stored);
        if (ledger.Table == Tables.PointsAwards)
        {
            Reverse(ledger, stored, balanceOf);
            return;
        }

        if (ledger.Table == Tables.AchievementCompletions || ledger.Table == Tables.AchievementRepetitions)
        {
            Revoke(ledger, stored, isReplaced);
        }

        if (!isReplaced || ledger.IsByTime)
        {
            Delete(ledger, stored);
        }
    }

    private void Reverse(LedgerTable ledger, StoredRow stored, Func<string, long> balanceOf)
    {
        var (system, amount, id) = (Text(ledger, stored, "points_system"), -Number(ledger, stored, "amount"), IdOf(ledger, stored));
        var trigger = Text(ledger, stored, "trigger_key");
        var reversal = new PointsAwarded(
            id.Then(ReversalSeed).Then((ulong)at.Seq), new Cause(cause, trigger, id),
            Instant.FromUnixTimeMilliseconds(Number(ledger, stored, "at")), system, trigger, amount, 1, [], amount, Move(system, amount, balanceOf)) { Kind = AwardKind.Reversal };
        Ledgers.Write(writer, Next(), reversal);
        facts.Add(reversal);
    }

    private void Revoke(LedgerTable ledger, StoredRow stored, bool isReplaced)
    {
        var achievement = Text(ledger, stored, "achievement");
        Restated.Add(achievement);
        if (!isReplaced)
        {
            var (id, count) = (IdOf(ledger, stored), ledger.Table == Tables.AchievementRepetitions ? (int)Number(ledger, stored, "times") : 1);
            facts.Add(new AchievementRevoked(id.Then(RevocationSeed).Then((ulong)at.Seq), new Cause(cause, achievement, id), now, achievement, count));
        }
    }

    private void Append(LedgerTable ledger, Fact fact, bool isNew, Func<string, long> balanceOf)
    {
        if (fact is PointsAwarded awarded)
        {
            fact = awarded with { Balance = Move(awarded.System, awarded.Amount, balanceOf) };
        }

        Ledgers.Write(new OneTable(writer, ledger.Table), Next(), fact);
        if (fact is PointsAwarded || (fact is AchievementCompleted && isNew))
        {
            facts.Add(fact);
        }
    }

    private void Delete(LedgerTable ledger, StoredRow stored)
    {
        var rows = writer.OutOf(ledger.Table);
        for (var i = 0; i < ledger.Table.KeyLength; i++)
        {
            _ = stored.Values[i] is string text ? rows.Add(text) : rows.Add(Convert.ToInt64(stored.Values[i], CultureInfo.InvariantCulture));
        }

        rows.End();
    }

    private void Note(LedgerTable ledger, StoredRow stored)
    {
        var said = ledger.Table.Columns.Zip(stored.Values)
            .Where(pair => pair.Second is string || (pair.Second is not (null or DBNull or byte[]) && pair.First != "space_id"))
            .ToDictionary(pair => pair.First, pair => Convert.ToString(pair.Second, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        writer.Into(Tables.Corrections)
            .Add(at.Space).Add(at.User).Add(at.Seq).Add(ordinal++).Add(ledger.Table.Name)
            .Add(IdOf(ledger, stored)).Add(JsonSerializer.Serialize(said)).Add(cause.Value).End();
    }

    private long Move(string system, long amount, Func<string, long> balanceOf) =>
        balances[system] = (balances.TryGetValue(system, out var balance) ? balance : balanceOf(system)) + amount;

    private LedgerKey Next() => at with { Ordinal = ordinal++ };

    private static string Text(LedgerTable ledger, StoredRow row, string column) => row.Values[ledger.IndexOf(column)] as string ?? "";

    private static long Number(LedgerTable ledger, StoredRow row, string column) => Convert.ToInt64(row.Values[ledger.IndexOf(column)], CultureInfo.InvariantCulture);

    private static FactId IdOf(LedgerTable ledger, StoredRow row) =>
        row.Values[ledger.IndexOf("fact_id")] is byte[] id ? FactId.OfHex(Convert.ToHexStringLower(id)) : default;
}
