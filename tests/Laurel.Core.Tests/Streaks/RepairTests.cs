using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Properties;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

public sealed class RepairTests
{
    private static readonly StreakDefinition Daily = Make.Streak("daily", "lessons") with { Repair = new(3, new("xp", 5)) };

    private static Rulebook Rules(StreakDefinition streak) => new()
    {
        Metrics = [Make.Metric("lessons")],
        Streaks = [streak],
        Points = [Make.Points("xp", Make.Signup(8), Make.PerStreak("daily", 10, 4))],
        Achievements = [Make.Lasts("three", "daily", 3), Make.Lasts("four", "daily", 4)],
    };

    private const string ThreeLost = """
        2026-03-01T08:00Z | event lessons 1 | xp +8 = 8; streak daily 1 started
        2026-03-02T08:00Z | event lessons 1 | streak daily 2
        2026-03-03T08:00Z | event lessons 1 | streak daily 3; done three
        2026-03-05T00:00Z | tick            | streak daily lost 3
        """;

    [Fact]
    public void Repaired_AfterActivity_GoesOnWithTodayAndPaysWhatItReaches()
    {
        var played = Scenario.Play(Rules(Daily), $"""
            {ThreeLost}
            2026-03-05T07:00Z | repair daily    | rejected repair_needs_activity
            2026-03-05T08:00Z | event lessons 1 | streak daily 1 started
            2026-03-05T09:00Z | repair daily    | xp -5 = 3 spent; streak daily restored 3 from 1; streak daily 4; done four; xp +10 = 13
            2026-03-05T10:00Z | repair daily    | rejected nothing_to_repair
            2026-03-06T09:00Z | event lessons 1 | streak daily 5
            """);
        Assert.Equal((Make.Date("2026-03-01"), 5), (played.State.Streaks[0].StartOn, played.State.Streaks[0].LongestLength));
    }

    [Theory]
    [InlineData("2026-03-07T23:59Z", "xp -5 = 3 spent; streak daily restored 3 from 1; streak daily 4; done four; xp +10 = 13")]
    [InlineData("2026-03-08T00:00Z", "rejected repair_too_late")]
    public void Window_EndsWithItsLastDate(string at, string expected) => Scenario.Play(Rules(Daily), $"""
        {ThreeLost}
        2026-03-07T08:00Z | event lessons 1 | streak daily 1 started
        {at} | repair daily | {expected}
        """);

    [Fact]
    public void Repair_OfTheLongestLostInTheWindow_BridgesAllGaps() => Scenario.Play(Rules(Daily with { Repair = new(5, null) }), $"""
        {ThreeLost}
        2026-03-05T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-07T08:00Z | event lessons 1 | streak daily lost 1 @2026-03-07T00:00Z; streak daily 1 started
        2026-03-08T08:00Z | event lessons 1 | streak daily 2
        2026-03-08T09:00Z | repair daily    | streak daily restored 3 from 2; streak daily 5 from 3; done four; xp +10 = 18
        """);

    [Fact]
    public void Repair_IsRefusedWithoutALossWithoutPointsAndWithoutTheRule()
    {
        Scenario.Play(Rules(Daily) with { Points = [Make.Points("xp")], Achievements = [] }, """
            2026-03-01T08:00Z | repair daily    | rejected unknown_user
            2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
            2026-03-01T08:00Z | repair daily    | rejected nothing_to_repair
            2026-03-01T08:00Z | repair nightly  | rejected unknown_streak
            2026-03-03T08:00Z | event lessons 1 | streak daily lost 1 @2026-03-03T00:00Z; streak daily 1 started
            2026-03-03T09:00Z | repair daily    | rejected out_of_points
            2026-03-03T10:00Z | restore daily   | rejected nothing_to_restore
            """);
        Scenario.Play(Rules(Daily with { Repair = null }), $"""
            {ThreeLost}
            2026-03-05T09:00Z | repair daily | rejected repair_disabled
            """);
    }

    [Fact]
    public void Repair_AfterARestorationOrOptingOut_AddsNothing() => Scenario.Play(Rules(Daily), $"""
        {ThreeLost}
        2026-03-05T09:00Z | event lessons 1 | streak daily 1 started
        2026-03-05T09:00Z | restore daily   | streak daily restored 3 from 1
        2026-03-05T09:00Z | repair daily    | rejected nothing_to_repair
        2026-03-06T09:00Z | identify off=daily | streak daily stopped 3
        2026-03-06T09:00Z | repair daily    | rejected nothing_to_repair
        """);

    [Fact]
    public void Repair_IsOnTheBoardOfTheStreak() => Scenario.Play(Rules(Daily with { Repair = new(3, null) }) with { Points = [], Achievements = [], Leaderboards = [Make.Board("board", new RankBy.Streak("daily"))] }, """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started; score board 1970-01-01 = 1
        2026-03-03T08:00Z | event lessons 1 | streak daily lost 1 @2026-03-03T00:00Z; score board 1970-01-01 gone @2026-03-03T00:00Z; streak daily 1 started; score board 1970-01-01 = 1
        2026-03-03T09:00Z | repair daily    | streak daily restored 1 from 1; streak daily 2; score board 1970-01-01 = 1; score board 1970-01-01 = 2
        """);

    [Theory]
    [InlineData(0, "streaks[0].repair.withinDays")]
    [InlineData(32, "streaks[0].repair.withinDays")]
    public void Check_WindowOutOfRange_IsRefused(int days, string path) =>
        Assert.Equal(path, Assert.Single(RulebookCheck.Problems(Rules(Daily with { Repair = new(days, null) }))).Path);

    // In one zone and without freezes, everything follows from the set of active dates and the dates that a repair or restoration bridged.
    [Fact]
    public void Length_AfterRestorationsAndRepairs_IsWhatTheDatesGive() => Seeds.Each(300, random =>
    {
        var days = random.Next(1, 8);
        var timeline = Timeline.Of(Rules(Daily with { Repair = new(days, null) }));
        var naive = new NaiveRepairs(days);
        UserState? state = null;
        for (var (i, on) = (1, Make.Date("2026-03-01")); i < 60; i++)
        {
            on = on.PlusDays(random.Pick([0, 1, 1, 1, 1, 2, 3]));
            var (id, at) = (new InputId(new Guid(i, 0, 0, new byte[8])), on.AtMidnight().InUtc().ToInstant());
            var choice = random.Next(5);
            Input input = choice switch
            {
                0 => new RepairStreak(id, "u", at, "daily"),
                1 => new RestoreStreak(id, "u", at, "daily"),
                _ => new MetricEvent(id, "u", at, "lessons", 1),
            };
            var isDone = choice switch { 0 => naive.Repair(on), 1 => naive.Restore(on), _ => naive.Act(on) };
            var evaluated = Evaluator.Evaluate(timeline, state, input);
            Assert.Equal(isDone, evaluated is Evaluated.Accepted);
            state = evaluated is Evaluated.Accepted accepted ? accepted.Next : state;
            Assert.Equal(naive.Length(on), state is null ? 0 : StateOn(timeline, state, at).Streaks[0].Length);
        }
    });

    private static UserState StateOn(Timeline timeline, UserState state, Instant at) => ((Evaluated.Accepted)Evaluator.Evaluate(timeline, state, new Tick("u", at))).Next;

    // Keeps every run as its length and last date; a run that is over stands in the list of losses.
    private sealed class NaiveRepairs(int days)
    {
        private readonly List<(int Length, LocalDate LastOn, LocalDate HeldOn)> lost = [];
        private int length;
        private LocalDate lastOn;
        private LocalDate heldOn;

        public int Length(LocalDate today)
        {
            Pass(today);
            return length;
        }

        public bool Act(LocalDate today)
        {
            Pass(today);
            if (length == 0 || lastOn < today)
            {
                length++;
            }

            (lastOn, heldOn) = (today, today);
            return true;
        }

        public bool Repair(LocalDate today)
        {
            Pass(today);
            var open = lost.Where(run => run.HeldOn.PlusDays(2) > today.PlusDays(-days)).OrderByDescending(run => run.Length).ToArray();
            if (length == 0 || open.Length == 0)
            {
                return false;
            }

            length += open[0].Length;
            lost.RemoveAll(run => run.HeldOn >= open[0].HeldOn);
            return true;
        }

        public bool Restore(LocalDate today)
        {
            Pass(today);
            var longest = lost.Where(run => run.LastOn > today.PlusDays(-Limits.RestoreDaysMax)).Select(run => run.Length).DefaultIfEmpty().Max();
            if (longest <= length)
            {
                return false;
            }

            heldOn = length > 0 ? heldOn : today.PlusDays(-1);
            lost.RemoveAll(run => run.Length <= longest);
            length = longest;
            return true;
        }

        private void Pass(LocalDate today)
        {
            if (length > 0 && heldOn < today.PlusDays(-1))
            {
                lost.RemoveAll(run => run.Length <= length);
                lost.Add((length, lastOn, heldOn));
                length = 0;
            }
        }
    }
}
