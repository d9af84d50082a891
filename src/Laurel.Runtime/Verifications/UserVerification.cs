using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Corrections;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Verifications;

/// <summary>Compares all that is stored of a user with what follows from the journal.</summary>
internal sealed class UserVerification(DbConnection connection, Timeline timeline, int space, Func<ScoreKey, bool> isOpen)
{
    /// <summary>All differences, and how many inputs the journal holds.</summary>
    public (IReadOnlyList<Difference> Differences, int InputCount) Of(StoredUser of)
    {
        var stored = of.State;
        var user = stored.Profile.Id;
        var journal = JournalTable.Entries(connection, space, user);
        var derived = Derivation.Of(timeline, journal, stored.At, Ledgers.IsKept);
        if (derived.State is null)
        {
            return ([new(user, "state", "", "a user", "", "")], journal.Count);
        }

        var (state, facts, scores) = Closest(stored, derived.State, derived);
        return ([.. Numbers(user, of.Seq), .. State(stored, state), .. BalanceDifferences(stored), .. LedgerDifferences(user, facts), .. Scores(user, scores)], journal.Count);
    }

    // Where the journal is divided by months, no index says that a number is given once. One may be left out: a repair takes one and has no input.
    private IEnumerable<Difference> Numbers(string user, long last) =>
        from entry in JournalTable.Numbers(connection, space, user)
        where entry.Count > 1 || entry.Seq < 1 || entry.Seq > last
        select new Difference(user, Difference.Journal, $"input {entry.Seq}", Times(entry.Count), entry.Seq < 1 || entry.Seq > last ? "" : Times(1), "");

    private static string Times(long count) => count == 1 ? "once" : $"{count} times";

    // What falls due at the very instant up to which time has passed may have been looked at or not.
    private (UserState State, IReadOnlyList<Fact> Facts, IReadOnlyCollection<ScoreChanged> Scores) Closest(UserState stored, UserState state, Derived derived) =>
        stored != state && state.NextDueAt <= state.At && Evaluator.Evaluate(timeline, state, new Tick(state.Profile.Id, state.At)) is Evaluated.Accepted accepted
            ? (accepted.Next, [.. derived.Facts, .. accepted.Facts], [.. derived.Scores, .. accepted.Facts.OfType<ScoreChanged>()])
            : (state, derived.Facts, derived.Scores);

    private IEnumerable<Difference> State(UserState stored, UserState derived)
    {
        if (stored == derived)
        {
            yield break;
        }

        using var one = JsonDocument.Parse(Json(stored));
        using var other = JsonDocument.Parse(Json(derived));
        var names = one.RootElement.EnumerateObject().Concat(other.RootElement.EnumerateObject()).Select(property => property.Name).Distinct();
        foreach (var name in names)
        {
            var (was, wanted) = (Property(one, name), Property(other, name));
            if (was != wanted)
            {
                yield return new(stored.Profile.Id, "state", name, was, wanted, "");
            }
        }
    }

    private IEnumerable<Difference> BalanceDifferences(UserState stored)
    {
        var user = stored.Profile.Id;
        foreach (var key in timeline.Version(stored.Version).Rulebook.Points.Select(system => system.Key).Concat(stored.FormerPoints.Select(former => former.Key)))
        {
            var (balance, sum) = (Balances.Of(timeline, stored, key), BalanceQueries.SumOfAwards(connection, space, user, key));
            if (balance != sum)
            {
                yield return new(user, "balance", key, Text(balance), $"{Text(sum)} in awards", "");
            }
        }
    }

    private IEnumerable<Difference> LedgerDifferences(string user, IReadOnlyList<Fact> facts) =>
        from difference in LedgerComparison.Of(connection, (space, user), facts, null)
        let fact = difference.Derived is { } row ? facts[row.Fact] : null
        let was = difference.Stored is { } held ? new RowText(difference.Ledger, held) : null
        let wanted = fact is null ? null : new RowText(difference.Ledger, fact)
        select new Difference(
            user, difference.Ledger.Table.Name, was?.Key ?? wanted?.Key ?? "", was?.Text ?? "", wanted?.Text ?? "",
            fact is null || fact.Cause.Input.IsNone ? "" : fact.Cause.Input.ToString());

    private IEnumerable<Difference> Scores(string user, IReadOnlyCollection<ScoreChanged> scores)
    {
        var stored = ScoreComparison.Stored(connection, space, user);
        foreach (var change in ScoreComparison.Of(stored, scores, Instant.MinValue, isOpen))
        {
            var key = new ScoreKey("", change.Leaderboard, change.Run, change.Group);
            var was = stored.TryGetValue(key, out var score) ? $"{Text(score.Value)} reached at {Instant.FromUnixTimeMilliseconds(score.ReachedAtMs)}" : "";
            yield return new(
                user, "scores", $"{change.Leaderboard} {StateJson.Text(change.Run)} {change.Group}".TrimEnd(), was,
                change.Value is { } value ? $"{Text(value)} reached at {change.ReachedAt}" : "", change.Cause.Input.IsNone ? "" : change.Cause.Input.ToString());
        }
    }

    private string Json(UserState state)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            UserStateJson.Write(json, state, timeline.Version(state.Version));
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Property(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) ? value.GetRawText() : "";

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
