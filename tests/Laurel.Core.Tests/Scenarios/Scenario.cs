using System.Globalization;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Metrics;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Laurel.Core.Tests.Scenarios;

/// <summary>
/// Plays a table of rows <c>at | does | expect</c> to one user and compares the facts of every row, in their order.
/// at: an instant (2026-03-01T10:00Z) or the user's own clock (2026-03-01 10:00).
/// does: <c>event METRIC VALUE [attribute=value …]</c>, <c>identify [zone=… | off=STREAK | on=STREAK | own=STREAK:MODE:METRIC:THRESHOLD | attribute=value …]</c>, <c>update …</c> (the user must
/// exist), <c>complete ACHIEVEMENT</c>, <c>freeze STREAK COUNT</c>, <c>restore STREAK</c>, <c>buy STREAK COUNT</c>, <c>repair STREAK</c>, <c>prestige SYSTEM</c>, <c>pause FIRST LAST</c>, <c>unpause ROW</c> (counting accepted rows), <c>adjust SYSTEM AMOUNT</c>,
/// <c>send SYSTEM AMOUNT USER</c>, <c>receive SYSTEM AMOUNT USER</c>, <c>tick</c>; after <c>with</c>, what it says about the user.
/// expect: facts as <see cref="FactText"/> writes them, separated by semicolons, with their instant when it is not the row's;
/// <c>nothing</c>, or <c>rejected code</c>. Facts about users and metric totals are compared only in rows that mention one of their kind.
/// Every row is evaluated twice, to see that evaluating leaves the state as it was.
/// </summary>
internal sealed class Scenario
{
    private static readonly LocalDateTimePattern LocalAt = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    private readonly Timeline timeline;
    private readonly List<Input> journal = [];
    private readonly List<Fact> facts = [];
    private UserState? state;

    private Scenario(Timeline timeline) => this.timeline = timeline;

    /// <summary>All facts of all rows.</summary>
    public IReadOnlyList<Fact> Facts => facts;

    public UserState State => state ?? throw new InvalidOperationException("No row was accepted.");

    public static Scenario Play(Rulebook rulebook, string table) => Play(Timeline.Of(rulebook), table);

    public static Scenario Play(Timeline timeline, string table)
    {
        var scenario = new Scenario(timeline);
        foreach (var row in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            scenario.PlayRow(row);
        }

        return scenario;
    }

    private void PlayRow(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        Assert.True(cells.Length == 3, $"A row has three cells: {row}");
        var input = InputOf(InstantOf(cells[0]), cells[1]);
        var evaluated = Evaluate(input);
        AssertSame(evaluated, Evaluate(input));
        var (actual, expected) = (Expectation(input, evaluated, cells[2]), cells[2]);
        Assert.True(actual == expected, $"Row: {row}{Environment.NewLine}Expected: {expected}{Environment.NewLine}Actual:   {actual}");
        if (evaluated is Evaluated.Accepted accepted)
        {
            journal.Add(input);
            facts.AddRange(accepted.Facts);
            Assert.Equal(facts.Count, facts.Select(fact => fact.Id).Distinct().Count());
            state = accepted.Next;
        }
    }

    private Evaluated Evaluate(Input input)
    {
        var evaluated = Evaluator.Evaluate(timeline, state, input);
        return evaluated is Evaluated.NeedsHistory ? Evaluator.Evaluate(timeline, state, input, journal) : evaluated;
    }

    private static void AssertSame(Evaluated first, Evaluated second)
    {
        if (first is Evaluated.Accepted before && second is Evaluated.Accepted after)
        {
            Assert.Equal(before.Facts, after.Facts);
            Assert.True(before.Next == after.Next, "Evaluating changed the state that it was given.");
            return;
        }

        Assert.Equal(first, second);
    }

    private static string Expectation(Input input, Evaluated evaluated, string expected)
    {
        if (evaluated is Evaluated.Rejected rejected)
        {
            return $"rejected {rejected.Reason.Code()}";
        }

        var shown = ((Evaluated.Accepted)evaluated).Facts.Where(fact => fact switch
        {
            MetricChanged => expected.Contains("metric ", StringComparison.Ordinal),
            UserCreated or UserChanged => expected.Contains("user ", StringComparison.Ordinal),
            _ => true,
        });
        var texts = shown.Select(fact => fact.At == input.At ? FactText.Of(fact) : $"{FactText.Of(fact)} @{Minute(fact.At)}").ToArray();
        return texts.Length == 0 ? "nothing" : string.Join("; ", texts);
    }

    private static string Minute(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private Instant InstantOf(string text) => text.EndsWith('Z')
        ? Make.At(text)
        : LocalAt.Parse(text).Value.InZoneLeniently(Calendar.Zone(state?.Profile.TimeZone) ?? DateTimeZone.Utc).ToInstant();

    private Input InputOf(Instant at, string does)
    {
        var parts = does.Split(" with ", StringSplitOptions.TrimEntries);
        var words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pairs = words.Skip(1).Where(word => word.Contains('=', StringComparison.Ordinal));
        var about = words[0] is "identify" or "update" ? pairs : parts.Skip(1).SelectMany(part => part.Split(' '));
        var id = new InputId(new Guid(journal.Count + 1, 0, 0, new byte[8]));
        Input input = words[0] switch
        {
            "event" => new MetricEvent(id, "u", at, words[1], decimal.Parse(words[2], CultureInfo.InvariantCulture))
            {
                Attributes = AttributeSet.Of(pairs.Select(Pair).Select(pair => KeyValuePair.Create(pair.Key, pair.Value ?? ""))),
            },
            "identify" => new Identify(id, "u", at),
            "update" => new Identify(id, "u", at, MustExist: true),
            "complete" => new CompleteAchievement(id, "u", at, words[1]),
            "freeze" => new GrantFreezes(id, "u", at, words[1], int.Parse(words[2], CultureInfo.InvariantCulture)),
            "adjust" => new AdjustPoints(id, "u", at, words[1], long.Parse(words[2], CultureInfo.InvariantCulture)) { Reason = "sorry", Author = "ann" },
            "send" => new SendPoints(id, "u", at, words[1], long.Parse(words[2], CultureInfo.InvariantCulture)) { To = words[3], Transfer = id.Value },
            "receive" => new ReceivePoints(id, "u", at, words[1], long.Parse(words[2], CultureInfo.InvariantCulture)) { From = words[3], Transfer = id.Value },
            "restore" => new RestoreStreak(id, "u", at, words[1]),
            "buy" => new BuyFreezes(id, "u", at, words[1], int.Parse(words[2], CultureInfo.InvariantCulture)),
            "repair" => new RepairStreak(id, "u", at, words[1]),
            "prestige" => new Prestige(id, "u", at, words[1]),
            "pause" => new PauseStreak(id, "u", at, Make.Date(words[1]), Make.Date(words[2])),
            "unpause" => new RemovePause(id, "u", at, new InputId(new Guid(int.Parse(words[1], CultureInfo.InvariantCulture), 0, 0, new byte[8]))),
            "tick" => new Tick("u", at),
            _ => throw new ArgumentException($"A row cannot do '{does}'."),
        };
        return input with { Patch = PatchOf([.. about.Select(Pair)]) };
    }

    private static UserPatch PatchOf(KeyValuePair<string, string?>[] pairs) => pairs.Aggregate(UserPatch.Nothing, (patch, pair) => pair.Key switch
    {
        "zone" => patch with { TimeZone = new(pair.Value) },
        "off" => patch with { Streaks = patch.Streaks.Append(new StreakPatch(pair.Value ?? "") { IsEnabled = new(false) }) },
        "on" => patch with { Streaks = patch.Streaks.Append(new StreakPatch(pair.Value ?? "") { IsEnabled = new(true) }) },
        "own" => patch with { Streaks = patch.Streaks.Append(Own((pair.Value ?? "").Split(':'))) },
        "email" => patch with { Email = new(pair.Value) },
        "optOut" => patch with { LeaderboardsOptOut = new(pair.Value == "true") },
        "emails" => patch with { SubscribeToEmails = new(pair.Value == "yes") },
        _ => patch with { Attributes = patch.Attributes.Append(pair) },
    });

    // streak:mode:metric:threshold…; without metrics those of the rulebook, without a mode everything.
    private static StreakPatch Own(string[] parts) => new(parts[0])
    {
        Mode = new(parts.Length > 1 ? Enum.Parse<StreakMode>(parts[1], ignoreCase: true) : null),
        Requirements = new(parts.Length > 2
            ? [.. parts.Skip(2).Chunk(2).Select(pair => new StreakRequirement(pair[0], decimal.Parse(pair[1], CultureInfo.InvariantCulture)))]
            : null),
    };

    // key=value; nothing after the sign removes the attribute.
    private static KeyValuePair<string, string?> Pair(string word)
    {
        var sign = word.IndexOf('=', StringComparison.Ordinal);
        return KeyValuePair.Create(word[..sign], sign == word.Length - 1 ? null : word[(sign + 1)..]);
    }
}
