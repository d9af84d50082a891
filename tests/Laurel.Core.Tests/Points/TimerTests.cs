using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class TimerTests
{
    private static Rulebook Energy(long? max, params TriggerDefinition[] triggers) => new()
    {
        Metrics = [Make.Metric("spend"), Make.Metric("gain")],
        UserAttributes = [Make.Attribute("plan")],
        Points = [Make.Points("energy", [.. triggers, Make.PerUnit("spend", -1), Make.PerUnit("gain", 1)]) with { MaxPoints = max }],
    };

    [Fact]
    public void Hours_EveryMultiple_FiresWithItsOwnInstant() => Scenario.Play(Energy(null, Make.Hours("refill", 1, 3)), """
        2026-03-01T10:30Z | identify | nothing
        2026-03-01T13:29Z | tick | nothing
        2026-03-01T13:30Z | tick | energy +1 = 1
        2026-03-01T20:00Z | tick | energy +1 = 2 @2026-03-01T16:30Z; energy +1 = 3 @2026-03-01T19:30Z
        """);

    [Fact]
    public void Hours_AtTheCap_SleepsAndWakesAtItsNextMultiple() => Scenario.Play(Energy(2, Make.Hours("refill", 1, 3)), """
        2026-03-01T00:00Z | identify | nothing
        2026-03-01T06:00Z | tick | energy +1 = 1 @2026-03-01T03:00Z; energy +1 = 2
        2026-03-02T10:00Z | tick | nothing
        2026-03-02T10:00Z | event spend 1 | energy -1 = 1
        2026-03-02T11:59Z | tick | nothing
        2026-03-02T12:00Z | tick | energy +1 = 2
        2026-03-09T00:00Z | tick | nothing
        """);

    [Theory]
    [InlineData("2026-03-01T09:00Z")]
    [InlineData("2026-03-01T12:00Z")]
    [InlineData("2026-03-01T15:00Z")]
    public void Hours_WokenExactlyAtAMultiple_FiresThere(string at) => Scenario.Play(Energy(2, Make.Hours("refill", 1, 3)), $"""
        2026-03-01T00:00Z | identify | nothing
        2026-03-01T06:00Z | tick | energy +1 = 1 @2026-03-01T03:00Z; energy +1 = 2
        {at} | event spend 1 | energy -1 = 1
        {at} | tick | energy +1 = 2
        {at} | tick | nothing
        """);

    [Fact]
    public void Days_AtTheCap_SleepsAndWakesAtItsNextMultiple() => Scenario.Play(Energy(1, Make.Days("refill", 1, 2)), """
        2026-03-01T10:00Z | identify | nothing
        2026-03-20T10:00Z | tick | energy +1 = 1 @2026-03-03T00:00Z
        2026-03-20T10:00Z | event spend 1 | energy -1 = 0
        2026-03-30T10:00Z | tick | energy +1 = 1 @2026-03-21T00:00Z
        """);

    [Fact]
    public void Days_LocalMidnight_AcrossAClockChange() => Scenario.Play(Energy(null, Make.Days("login", 5, 1)), """
        2026-03-28T11:00Z | identify zone=Europe/Berlin | nothing
        2026-03-30T00:00Z | tick | energy +5 = 5 @2026-03-28T23:00Z; energy +5 = 10 @2026-03-29T22:00Z
        """);

    [Fact]
    public void Days_SamoasMissingDate_ComesAtOnceWithTheNext() => Scenario.Play(Energy(null, Make.Days("login", 5, 1)), """
        2011-12-29T12:00Z | identify zone=Pacific/Apia | nothing
        2011-12-31T12:00Z | tick | energy +5 = 5 @2011-12-30T10:00Z; energy +5 = 10 @2011-12-30T10:00Z; energy +5 = 15 @2011-12-31T10:00Z
        """);

    [Fact]
    public void Days_MoveEastPastTwoMidnights_FiresForBothAtTheMove() => Scenario.Play(Energy(null, Make.Days("login", 5, 1)), """
        2026-03-01T12:00Z | identify zone=Pacific/Pago_Pago | nothing
        2026-03-02T10:30Z | update zone=Pacific/Kiritimati | nothing
        2026-03-02T10:30Z | tick | energy +5 = 5; energy +5 = 10
        2026-03-03T10:00Z | tick | energy +5 = 15
        """);

    [Fact]
    public void Days_AsleepDuringAMove_PaysNothingForThePast() => Scenario.Play(Energy(3, Make.Days("refill", 3, 1)), """
        2026-03-01T12:00Z | identify | nothing
        2026-03-20T12:00Z | event spend 1 with zone=Asia/Tokyo | energy +3 = 3 @2026-03-02T00:00Z; energy -1 = 2
        2026-03-20T12:00Z | tick | nothing
        2026-03-20T15:00Z | tick | energy +1 = 3 of 3
        """);

    [Fact]
    public void Days_MoveWest_WaitsForTheNewMidnight() => Scenario.Play(Energy(null, Make.Days("login", 5, 1)), """
        2026-03-01T00:00Z | identify zone=Asia/Tokyo | nothing
        2026-03-01T12:00Z | update zone=America/Los_Angeles | nothing
        2026-03-02T08:00Z | tick | energy +5 = 5
        """);

    [Fact]
    public void Deduction_AtZero_SleepsAndWakesWhenThereIsSomething() => Scenario.Play(Energy(null, Make.Hours("decay", -2, 1)), """
        2026-03-01T00:00Z | identify | nothing
        2026-03-01T05:30Z | event gain 3 | energy +3 = 3
        2026-03-01T09:00Z | tick | energy -2 = 1 @2026-03-01T06:00Z; energy -1 = 0 of -2 @2026-03-01T07:00Z
        """);

    [Fact]
    public void Deduction_MarkedAsBlocking_BlocksOnlyEvents() => Scenario.Play(Energy(null, Make.Hours("decay", -2, 1) with { BlockIfOutOfPoints = true }), """
        2026-03-01T00:00Z | identify | nothing
        2026-03-01T00:30Z | event gain 1 | energy +1 = 1
        2026-03-01T01:00Z | tick | energy -1 = 0 of -2
        2026-03-01T01:30Z | event gain 1 | energy +1 = 1
        """);

    [Fact]
    public void Filter_OtherUsers_GetNothing() => Scenario.Play(Energy(null, Make.Hours("refill", 1, 3) with { UserFilter = Make.Filter(("plan", "pro")) }), """
        2026-03-01T00:00Z | identify | nothing
        2026-03-01T04:00Z | tick | nothing
        2026-03-01T04:00Z | update plan=pro | nothing
        2026-03-01T06:00Z | tick | energy +1 = 1
        """);

    [Fact]
    public void TwoTimers_OneEmptiesTheOtherRefills_AtTheSameInstant() => Scenario.Play(Energy(5, Make.Hours("refill", 5, 2), Make.Hours("decay", -5, 4)), """
        2026-03-01T00:00Z | identify | nothing
        2026-03-01T02:00Z | tick | energy +5 = 5
        2026-03-01T04:00Z | tick | energy -5 = 0; energy +5 = 5
        """);
}
