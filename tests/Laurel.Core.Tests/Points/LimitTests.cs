using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class LimitTests
{
    private static readonly TriggerDefinition Work = new("work", 1, new TriggerCondition.Metric("work", 1, []));

    private static Rulebook Rules(params TriggerDefinition[] triggers) => Rules(Make.Points("xp", triggers));

    private static Rulebook Rules(PointsDefinition system) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("buy")],
        EventAttributes = [Make.Attribute("lesson")],
        Points = [system],
    };

    private static PointsLimit Points(long max, LimitPeriod period) => new(LimitUnit.Points, max, new LimitSpan.Per(period));

    private static PointsLimit Awards(long max, LimitPeriod period) => new(LimitUnit.Awards, max, new LimitSpan.Per(period));

    [Fact]
    public void PointsPerDay_BeyondTheLimit_ArePartlyCredited() => Scenario.Play(Rules(Work with { Limits = [Points(75, LimitPeriod.Day)] }), """
        2026-03-01T10:00Z | event work 55 | xp +55 = 55
        2026-03-01T11:00Z | event work 56 | xp +20 = 75 of 56; xp capped work 20 of 56
        2026-03-01T12:00Z | event work 1  | xp capped work 0 of 1
        2026-03-02T00:00Z | event work 61 | xp +61 = 136
        2026-03-03T10:00Z | event work 83 | xp +75 = 211 of 83; xp capped work 75 of 83
        """);

    [Fact]
    public void PerDay_IsTheUsersDay_AndMovingWestGivesNothingTwice() => Scenario.Play(Rules(Work with { Limits = [Points(10, LimitPeriod.Day)] }), """
        2026-03-01T10:00Z | identify zone=Asia/Tokyo | nothing
        2026-03-01T14:59Z | event work 10 | xp +10 = 10
        2026-03-01T15:00Z | event work 10 | xp +10 = 20
        2026-03-01T16:00Z | event work 10 with zone=America/Los_Angeles | xp capped work 0 of 10
        2026-03-02T12:00Z | event work 10 | xp capped work 0 of 10
        2026-03-03T08:00Z | event work 10 | xp +10 = 30
        """);

    [Theory]
    [InlineData(LimitPeriod.Hour, "2026-03-02T10:59Z", "2026-03-02T11:00Z")]
    [InlineData(LimitPeriod.Day, "2026-03-02T23:59Z", "2026-03-03T00:00Z")]
    [InlineData(LimitPeriod.Week, "2026-03-08T23:59Z", "2026-03-09T00:00Z")]
    [InlineData(LimitPeriod.Month, "2026-03-31T23:59Z", "2026-04-01T00:00Z")]
    public void Period_EndsAtItsCalendarEnd(LimitPeriod period, string last, string first) => Scenario.Play(Rules(Work with { Limits = [Awards(1, period)] }), $"""
        2026-03-02T10:00Z | event work 1 | xp +1 = 1
        {last} | event work 1 | xp limited work 0 of 1
        {first} | event work 1 | xp +1 = 2
        """);

    [Fact]
    public void Awards_OfOneEvent_AreCutToWhatIsLeft() => Scenario.Play(Rules(Work with { Points = 10, Limits = [Awards(5, LimitPeriod.Day)] }), """
        2026-03-01T10:00Z | event work 7 | xp +50 = 50; xp limited work 50 of 70
        """);

    [Fact]
    public void Ever_IsALimitForLife() => Scenario.Play(Rules(Work with { Points = 10, Limits = [Awards(1_000, LimitPeriod.Ever)] }), """
        2026-03-01T10:00Z | event work 999 | xp +9990 = 9990
        2027-03-01T10:00Z | event work 2 | xp +10 = 10000; xp limited work 10 of 20
        2036-03-01T10:00Z | event work 2 | xp limited work 0 of 20
        """);

    [Fact]
    public void Within_FourPerFiveMinutes_Slides() => Scenario.Play(
        Rules(Work with { Limits = [new(LimitUnit.Awards, 4, new LimitSpan.Within(Duration.FromMinutes(5)))] }), """
        2026-03-01T10:00Z | event work 1 | xp +1 = 1
        2026-03-01T10:01Z | event work 2 | xp +2 = 3
        2026-03-01T10:02Z | event work 1 | xp +1 = 4
        2026-03-01T10:02Z | event work 1 | xp limited work 0 of 1
        2026-03-01T10:06Z | event work 1 | xp +1 = 5
        2026-03-01T10:07Z | event work 1 | xp +1 = 6
        2026-03-01T10:08Z | event work 1 | xp +1 = 7
        2026-03-01T10:09Z | event work 1 | xp +1 = 8
        2026-03-01T10:09Z | event work 1 | xp limited work 0 of 1
        2026-03-01T10:12Z | event work 2 | xp +2 = 10
        2026-03-01T10:12Z | event work 1 | xp limited work 0 of 1
        2026-03-01T10:13Z | event work 1 | xp +1 = 11
        2026-03-01T10:14Z | event work 1 | xp +1 = 12
        2026-03-01T10:15Z | event work 1 | xp limited work 0 of 1
        """);

    [Fact]
    public void CoolDown_OneHour_PaysAgainWhenItIsOver() => Scenario.Play(Rules(Work with { Points = 10, CoolDown = Duration.FromHours(1) }), """
        2026-03-01T10:00Z | event work 1 | xp +10 = 10
        2026-03-01T10:00Z | event work 1 | xp cooled work 0 of 10
        2026-03-01T10:59Z | event work 1 | xp cooled work 0 of 10
        2026-03-01T11:00Z | event work 1 | xp +10 = 20
        """);

    [Fact]
    public void OncePer_Object_PaysOnceForEach() => Scenario.Play(Rules(Work with { Points = 10, OncePer = "lesson" }), """
        2026-03-01T10:00Z | event work 1 lesson=a | xp +10 = 10
        2026-03-01T10:00Z | event work 1 lesson=b | xp +10 = 20
        2026-03-05T10:00Z | event work 1 lesson=a | xp repeated work 0 of 10
        2026-03-05T10:00Z | event work 1          | xp repeated work 0 of 10
        2026-03-05T10:00Z | event work 2 lesson=c | xp +20 = 40
        """);

    [Fact]
    public void OncePer_MemoryIsFull_PaysNoMore()
    {
        var rows = string.Concat(Enumerable.Range(0, Limits.ObjectsMax).Select(i => $"2026-03-01T10:00Z | event work 1 lesson={i} | xp +1 = {i + 1}\n"));
        Scenario.Play(Rules(Work with { OncePer = "lesson" }), $"""
            {rows}
            2026-03-01T10:00Z | event work 1 lesson=more | xp full work 0 of 1
            2026-03-01T10:00Z | event work 1 lesson=7    | xp repeated work 0 of 1
            """);
    }

    [Fact]
    public void Diminishing_LaterAwardsOfTheDay_AreWorthLess() => Scenario.Play(
        Rules(Work with { Points = 10, Diminishing = [new(3, 0.5m), new(5, 0.25m), new(6, 0)] }), """
        2026-03-01T10:00Z | event work 2 | xp +20 = 20
        2026-03-01T10:00Z | event work 2 | xp +15 = 35 of 20; xp diminished work 15 of 20
        2026-03-01T10:00Z | event work 2 | xp +7 = 42 of 20; xp diminished work 7 of 20
        2026-03-01T10:00Z | event work 2 | xp diminished work 0 of 20
        2026-03-02T10:00Z | event work 9 | xp +42 = 84 of 90; xp diminished work 42 of 90
        """);

    [Fact]
    public void System_Limit_IsForAllTriggersTogether() => Scenario.Play(
        Rules(Make.Points("xp", Make.PerUnit("work", 10), Make.PerUnit("buy", 1)) with { Limits = [Points(25, LimitPeriod.Week), Awards(4, LimitPeriod.Day)] }), """
        2026-03-02T10:00Z | event work 2 | xp +20 = 20
        2026-03-02T10:00Z | event buy 1  | xp +1 = 21
        2026-03-02T10:00Z | event buy 3  | xp +1 = 22; xp limited buy1 1 of 3
        2026-03-03T10:00Z | event work 1 | xp +3 = 25 of 10; xp capped work10 3 of 10
        """);

    [Fact]
    public void Boost_CountsTowardsThePoints() => Scenario.Play(
        Rules(Make.Points("xp", Work with { Limits = [Points(15, LimitPeriod.Day)] }) with { Boosts = [Make.Boost("b", 2)] }), """
        2026-03-01T10:00Z | event work 10 | xp +15 = 15 of 10 x2; xp capped work 15 of 20
        """);

    [Fact]
    public void Deduction_Limited_TakesNoMore() => Scenario.Play(Rules(Work, Make.PerUnit("buy", -5) with { Limits = [Awards(2, LimitPeriod.Day)] }), """
        2026-03-01T10:00Z | event work 50 | xp +50 = 50
        2026-03-01T10:00Z | event buy 3 | xp -10 = 40; xp limited buy-5 -10 of -15
        """);

    [Fact]
    public void Window_IsHalfOpenInTheUsersZone() => Scenario.Play(Rules(Work with { Window = new(new(10, 0), new(13, 0)) }), """
        2026-03-01T18:00Z | event work 61 with zone=America/Los_Angeles | xp +61 = 61
        2026-03-02T16:45Z | event work 74 | nothing
        2026-03-02T20:59Z | event work 1 | xp +1 = 62
        2026-03-02T21:00Z | event work 1 | nothing
        2026-03-03T06:20Z | event work 33 with zone=Asia/Colombo | xp +33 = 95
        """);

    [Fact]
    public void Reductions_AreCountedByReason()
    {
        var state = Scenario.Play(Rules(Work with { CoolDown = Duration.FromHours(1), Limits = [Awards(2, LimitPeriod.Day)] }), """
            2026-03-01T10:00Z | event work 1 | xp +1 = 1
            2026-03-01T10:30Z | event work 1 | xp cooled work 0 of 1
            2026-03-01T11:30Z | event work 2 | xp +1 = 2; xp limited work 1 of 2
            2026-03-01T12:00Z | event work 1 | xp cooled work 0 of 1
            """).State.Points[0].Triggers[0];
        Assert.Equal((2, 1, 0), (state.ReducedBy(LimitReason.Cooled), state.ReducedBy(LimitReason.Limited), state.ReducedBy(LimitReason.Capped)));
    }

    [Fact]
    public void Version_WithAnotherLimit_GoesOnCounting() => Scenario.Play(
        Make.Versions(Rules(Work with { Limits = [Points(10, LimitPeriod.Day)] }), ("2026-03-01T12:00Z", Rules(Work with { Limits = [Points(15, LimitPeriod.Day)] }))), """
        2026-03-01T10:00Z | event work 20 | xp +10 = 10 of 20; xp capped work 10 of 20
        2026-03-01T13:00Z | event work 20 | xp +5 = 15 of 20; xp capped work 5 of 20
        """);
}
