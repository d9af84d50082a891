using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Properties;

/// <summary>Streaks, counted step by step, equal <see cref="NaiveStreak"/> in every zone, over clock changes and moves between zones.</summary>
public sealed class StreakModelTests
{
    private static readonly string[] Zones =
    [
        "UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago",
        "America/St_Johns", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/GMT+12", "America/Havana",
    ];

    // Around Samoa's missing day, Kiribati's, clock changes at and near midnight, and an ordinary year's end.
    private static readonly string[] Beginnings =
    [
        "2011-12-26T00:00Z", "1994-12-28T00:00Z", "2006-10-26T00:00Z", "2026-03-25T00:00Z", "2026-04-21T00:00Z",
        "2026-10-22T00:00Z", "2023-12-27T00:00Z",
    ];

    [Fact]
    public void Daily_AnyZonesAndMoves_EqualsTheModel() => Seeds.Each(2_000, random => Check(random, StreakFrequency.Daily, hoursMax: 30));

    [Fact]
    public void Weekly_AnyZonesAndMoves_EqualsTheModel() => Seeds.Each(300, random => Check(random, StreakFrequency.Weekly, hoursMax: 200));

    [Fact]
    public void Monthly_AnyZonesAndMoves_EqualsTheModel() => Seeds.Each(300, random => Check(random, StreakFrequency.Monthly, hoursMax: 800));

    private static void Check(Random random, StreakFrequency frequency, int hoursMax)
    {
        var streak = StreakOf(random, frequency);
        var at = Make.At(random.Pick(Beginnings));
        var timeline = Timeline.Of(new Rulebook { Metrics = [Make.Metric("a"), Make.Metric("b")], Streaks = [streak], Calendars = [NeutralDates(random, at)] });
        var model = new NaiveStreak(timeline.Current.Rulebook.Streaks[0], streak.Freezes?.Initial ?? 0);
        var movePercent = random.Pick([0, 5, 30, 60]);
        UserState? state = null;
        var story = new List<Input>();
        for (var step = 1; step <= 40; step++)
        {
            at += Duration.FromMinutes(30 * random.Next(random.Chance(50) ? 12 : hoursMax * 2));
            var input = InputOf(random, at, step, movePercent);
            if (Evaluator.Evaluate(timeline, state, input) is not Evaluated.Accepted accepted)
            {
                Assert.True(input is PauseStreak or RemovePause, $"{input} is refused.");
                continue;
            }

            Follow(model, input);
            state = accepted.Next;
            story.Add(input);
            var totals = StreakTotals.Of(state);
            var expected = (model.Length, model.Longest, model.Freezes, model.PeriodCount, model.PerfectWeeks, frequency == StreakFrequency.Daily ? model.PeriodCount : 0);
            var actual = (state.Streaks[0].Length, totals.Longest, state.Streaks[0].Freezes, totals.PeriodCount, totals.PerfectWeekCount, totals.ActiveDayCount);
            if (expected != actual)
            {
                Assert.Fail($"Expected {expected}, actual {actual} for {streak}{Environment.NewLine}{string.Join(Environment.NewLine, story)}");
            }
        }
    }

    private static StreakDefinition StreakOf(Random random, StreakFrequency frequency)
    {
        var threshold = random.Pick([1m, 1m, 2.5m]);
        return Make.Streak("s", "a", threshold, frequency) with
        {
            Mode = random.Pick([StreakMode.Any, StreakMode.All]),
            Requirements = random.Chance(30) ? [new("a", threshold), new("b", 1)] : [new("a", threshold)],
            WeekStart = (IsoDayOfWeek)(1 + random.Next(7)),
            Weekdays = frequency == StreakFrequency.Daily && random.Chance(25) ? [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Friday] : [],
            DaysNeeded = frequency != StreakFrequency.Daily && random.Chance(60) ? random.Next(1, frequency == StreakFrequency.Weekly ? 8 : 6) : null,
            Neutral = random.Chance(40) ? "off" : null,
            DayStart = random.Chance(50) ? random.Pick<LocalTime>([new(0, 30), new(2, 0), new(2, 30), new(4, 0), new(12, 0), new(23, 59)]) : LocalTime.Midnight,
            Freezes = random.Chance(30) ? new FreezeSettings(random.Next(4), 5, 0, 0) : null,
        };
    }

    // Single dates, and sometimes more than a week or a month in a row.
    private static CalendarDefinition NeutralDates(Random random, Instant from)
    {
        var first = from.InUtc().Date.PlusDays(random.Next(10));
        var days = random.Pick([1, 3, 9, 40]);
        return new("off", "off", [.. Enumerable.Range(0, 60).Where(day => day < days || random.Chance(20)).Select(day => first.PlusDays(day))]);
    }

    private static Input InputOf(Random random, Instant at, int step, int movePercent)
    {
        var id = new InputId(new Guid(step, 0, 0, new byte[8]));
        return step switch
        {
            _ when step == 1 || random.Chance(movePercent) => new Identify(id, "u", at) { Patch = new UserPatch { TimeZone = new(random.Pick(Zones)) } },
            _ when random.Chance(5) => PauseOf(random, id, at),
            _ when random.Chance(2) => new RemovePause(id, "u", at, new InputId(new Guid(random.Next(step), 0, 0, new byte[8]))),
            _ when random.Chance(20) => new Tick("u", at),
            _ => new MetricEvent(id, "u", at, random.Pick(["a", "a", "b"]), random.Pick([1m, 1m, 0.5m, 3m])),
        };
    }

    // Some start before the user's today, and are refused.
    private static PauseStreak PauseOf(Random random, InputId id, Instant at)
    {
        var start = at.InUtc().Date.PlusDays(random.Next(-1, 5));
        return new(id, "u", at, start, start.PlusDays(random.Next(4)));
    }

    private static void Follow(NaiveStreak model, Input input)
    {
        if (input is MetricEvent metricEvent)
        {
            model.Act(input.At, metricEvent.Metric, metricEvent.Value);
        }
        else if (input is PauseStreak pause)
        {
            model.Pause(input.At, new Pause(pause.Id, pause.StartOn, pause.EndOn));
        }
        else if (input is RemovePause remove)
        {
            model.Unpause(input.At, remove.Pause);
        }
        else if (input is Identify)
        {
            model.Move(input.At, DateTimeZoneProviders.Tzdb[input.Patch.TimeZone.Value ?? "UTC"]);
        }
        else
        {
            model.PassTo(input.At);
        }
    }
}
