using System.Text.Json;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Metrics;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Laurel.Core.Tests.Fixtures;

/// <summary>
/// Streak cases of other projects. Their events may stand in any order; an input may not lie in the past, so they are sorted.
/// A source without events expects zeros, which is what a user without a state shows.
/// </summary>
public sealed class StreakFixtureTests
{
    [Fact]
    public void Streaks_OtherProjectsCases_AgreeInEverythingTheyExpect()
    {
        var cases = SharedFolder.ReadJson("data/streak-fixtures/cases.json").GetProperty("cases").EnumerateArray().ToArray();
        Assert.Equal(57, cases.Length);
        foreach (var item in cases)
        {
            Check(item);
        }
    }

    [Fact]
    public void LocalDay_OtherProjectsCases_Agree()
    {
        var cases = SharedFolder.ReadJson("data/streak-fixtures/cases.json").GetProperty("local_day").EnumerateArray().ToArray();
        Assert.Equal(19, cases.Length);
        foreach (var item in cases)
        {
            var zone = ZoneOf(item);
            Assert.Equal(Make.Date(Text(item, "local_day")), At(item, "ts").InZone(zone).Date);
        }
    }

    [Fact]
    public void LocalMidnight_OtherProjectsCases_Agree()
    {
        var cases = SharedFolder.ReadJson("data/streak-fixtures/cases.json").GetProperty("local_midnight").EnumerateArray().ToArray();
        Assert.Equal(5, cases.Length);
        foreach (var item in cases)
        {
            var zone = ZoneOf(item);
            Assert.Equal(At(item, "local_midnight_utc"), Calendar.StartOf(At(item, "ts").InZone(zone).Date, zone));
        }
    }

    private static void Check(JsonElement item)
    {
        var streak = StreakOf(item.GetProperty("rule"));
        var timeline = Timeline.Of(new Rulebook { Metrics = [Make.Metric("events"), Make.Metric("values")], Streaks = [streak] });
        var now = At(item, "now");
        var facts = new List<Fact>();
        UserState? state = null;
        foreach (var input in Inputs(item).Append(new Tick("u", now)).Where(input => state is not null || input is not Tick))
        {
            var accepted = Assert.IsType<Evaluated.Accepted>(Evaluator.Evaluate(timeline, state, input));
            (state, facts) = (accepted.Next, [.. facts, .. accepted.Facts]);
        }

        var expected = item.GetProperty("expect").EnumerateObject().Concat(item.GetProperty("independent").EnumerateObject());
        foreach (var property in expected)
        {
            Assert.True(Agrees(property, new Outcome(item, streak, state, facts)), $"{Text(item, "id")}: {property} with {state?.Streaks[0]}");
        }
    }

    private static bool Agrees(JsonProperty expected, Outcome outcome) => (expected.Name, outcome.Streak) switch
    {
        ("current", var streak) => expected.Value.GetInt32() == (streak.Length == 0 ? 0 : outcome.Span(streak.StartOn, streak.LastPeriod?.EndOn, streak.Length)),
        ("current_start", var streak) => Make.Date(expected.Value.ToString()) == streak.StartOn,
        ("current_end", var streak) => Make.Date(expected.Value.ToString()) == streak.LastPeriod?.StartOn,
        ("longest", var streak) => expected.Value.GetInt32() == outcome.Span(streak.LongestStartOn, streak.LongestEndOn, streak.LongestLength),
        ("longest_start", var streak) => Make.Date(expected.Value.ToString()) == streak.LongestStartOn,
        ("longest_end", var streak) => streak.LongestEndOn is { } end && Make.Date(expected.Value.ToString()) == Core.Streaks.Period.Containing(end, outcome.Definition).StartOn,
        ("total", _) => expected.Value.GetDecimal() == outcome.State?.Counters[1],
        ("today_count", _) => expected.Value.GetInt32() == outcome.CountOn(outcome.Today),
        ("distinct_days", _) => expected.Value.GetInt32() == outcome.ActiveDays.Count,
        ("streaks", _) => expected.Value.EnumerateArray().Select(run => string.Join(' ', run.EnumerateArray())).SequenceEqual(outcome.Runs.Select(run => run.Text)),
        ("streak_lengths", _) => Lengths(expected).SequenceEqual(outcome.Runs.Select(run => run.Length)),
        ("best4_newest_first", _) => Lengths(expected).SequenceEqual(outcome.Best(4)),
        ("best2_newest_first", _) => Lengths(expected).SequenceEqual(outcome.Best(2)),
        ("sums" or "counts" or "months_with_data", _) => true, // sums per calendar bucket are a query over the ledger, not a rule
        _ => false,
    };

    private static IEnumerable<int> Lengths(JsonProperty expected) => expected.Value.EnumerateArray().Select(length => length.GetInt32());

    // The sources' thresholds count events, so one metric counts 1 per event; the other one sums the values for totals.
    private static IEnumerable<Input> Inputs(JsonElement item)
    {
        var patch = new UserPatch { TimeZone = new(Text(item, "tz")) };
        var events = item.GetProperty("events").EnumerateArray().Select((entry, index) => (At: At(entry, "ts"), Value: entry.GetProperty("value").GetDecimal(), Index: index));
        return events.OrderBy(entry => entry.At).SelectMany(entry => new Input[]
        {
            new MetricEvent(new InputId(new Guid(entry.Index, 1, 0, new byte[8])), "u", entry.At, "events", 1) { Patch = patch },
            new MetricEvent(new InputId(new Guid(entry.Index, 2, 0, new byte[8])), "u", entry.At, "values", entry.Value),
        });
    }

    private static StreakDefinition StreakOf(JsonElement rule)
    {
        var excluded = rule.TryGetProperty("excluded_weekdays", out var names) ? names.EnumerateArray().Select(name => name.ToString()).ToArray() : [];
        var frequency = Text(rule, "period") == "week" ? StreakFrequency.Weekly : StreakFrequency.Daily;
        return Make.Streak("s", "events", rule.GetProperty("min_per_day").GetInt32(), frequency) with
        {
            WeekStart = rule.TryGetProperty("week_start", out _) ? IsoDayOfWeek.Sunday : IsoDayOfWeek.Monday,
            Weekdays = excluded.Length == 0 ? [] : [.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None && !excluded.Contains($"{day}"[..3]))],
        };
    }

    private static DateTimeZone ZoneOf(JsonElement item) => Calendar.Zone(Text(item, "tz")) ?? throw new InvalidOperationException($"Unknown zone in {item}.");

    private static Instant At(JsonElement item, string property) => InstantPattern.ExtendedIso.Parse(Text(item, property)).Value;

    private static string Text(JsonElement item, string property) => item.GetProperty(property).GetString() ?? "";

    private sealed record Outcome(JsonElement Item, StreakDefinition Definition, UserState? State, List<Fact> Facts)
    {
        public StreakState Streak => State?.Streaks[0] ?? StreakState.None;

        public LocalDate Today => At(Item, "now").InZone(ZoneOf(Item)).Date;

        public SortedSet<LocalDate> ActiveDays => [.. EventDays];

        /// <summary>Every streak from its first to its last period, as the facts tell it.</summary>
        public List<(string Text, int Length)> Runs
        {
            get
            {
                var runs = new List<(LocalDate First, LocalDate Last, int Length)>();
                foreach (var extended in Facts.OfType<StreakExtended>())
                {
                    var first = extended.PreviousLength == 0 ? extended.Period.StartOn : runs[^1].First;
                    runs.RemoveRange(runs.Count - (extended.PreviousLength == 0 ? 0 : 1), extended.PreviousLength == 0 ? 0 : 1);
                    runs.Add((first, extended.Period.StartOn, extended.Length));
                }

                return [.. runs.Select(run => ($"{run.First:uuuu-MM-dd} {run.Last:uuuu-MM-dd} {run.Length}", run.Length))];
            }
        }

        /// <summary>The longest streaks, the newest first.</summary>
        public IEnumerable<int> Best(int count) => Runs.Select((run, index) => (run.Length, index))
            .OrderByDescending(run => run.Length).ThenByDescending(run => run.index).Take(count)
            .OrderByDescending(run => run.index).Select(run => run.Length);

        // The source with weekends excluded counts the days from the first to the last, neutral ones among them; a length counts active days only.
        public int Span(LocalDate? start, LocalDate? end, int length) =>
            Definition.Weekdays.Count > 0 && start is { } from && end is { } to ? NodaTime.Period.DaysBetween(from, to) + 1 : length;

        public int CountOn(LocalDate day) => EventDays.Count(eventDay => eventDay == day);

        private IEnumerable<LocalDate> EventDays =>
            Facts.OfType<MetricChanged>().Where(changed => changed.Counter.Metric == "events").Select(changed => changed.At.InZone(ZoneOf(Item)).Date);
    }
}
