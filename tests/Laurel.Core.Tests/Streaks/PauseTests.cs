using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

public sealed class PauseTests
{
    private static readonly StreakDefinition Daily = Make.Streak("daily", "lessons");

    private static Rulebook Of(StreakDefinition streak) => new() { Metrics = [Make.Metric("lessons")], Streaks = [streak] };

    [Fact]
    public void Daily_PausedDates_BreakNothing() => Scenario.Play(Of(Daily), """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-01T09:00Z | pause 2026-03-02 2026-03-03 | pause 2026-03-02 to 2026-03-03
        2026-03-04T08:00Z | event lessons 1 | streak daily paused 2026-03-02 @2026-03-03T00:00Z; streak daily paused 2026-03-03 @2026-03-04T00:00Z; streak daily 2
        2026-03-06T00:00Z | tick | streak daily lost 2
        """);

    [Fact]
    public void Daily_PauseOverTheLastPeriod_LosesOnlyAfterIt() => Scenario.Play(Of(Daily), """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-02T08:00Z | pause 2026-03-02 2026-03-02 | pause 2026-03-02 to 2026-03-02
        2026-03-03T00:00Z | tick | streak daily paused 2026-03-02
        2026-03-04T00:00Z | tick | streak daily lost 1
        """);

    [Fact]
    public void Daily_ActiveOnAPausedDate_ExtendsStill() => Scenario.Play(Of(Daily), """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-01T09:00Z | pause 2026-03-02 2026-03-03 | pause 2026-03-02 to 2026-03-03
        2026-03-02T08:00Z | event lessons 1 | streak daily 2
        2026-03-04T08:00Z | event lessons 1 | streak daily paused 2026-03-03 @2026-03-04T00:00Z; streak daily 3
        """);

    [Fact]
    public void Daily_Paused_KeepsItsFreezes() => Scenario.Play(Of(Daily with { Freezes = new(1, 1, 0, 0) }), """
        2026-03-01T08:00Z | event lessons 1 | freeze daily +1 initial = 1; streak daily 1 started
        2026-03-01T09:00Z | pause 2026-03-02 2026-03-02 | pause 2026-03-02 to 2026-03-02
        2026-03-04T08:00Z | event lessons 1 | streak daily paused 2026-03-02 @2026-03-03T00:00Z; freeze daily used 2026-03-03 left 0 @2026-03-04T00:00Z; streak daily 2
        """);

    [Fact]
    public void Weekly_AnyPausedDate_ProtectsTheWeek() => Scenario.Play(Of(Make.Streak("weekly", "lessons", frequency: StreakFrequency.Weekly)), """
        2026-03-02T08:00Z | event lessons 1 | streak weekly 1 started
        2026-03-02T09:00Z | pause 2026-03-15 2026-03-16 | pause 2026-03-15 to 2026-03-16
        2026-03-29T08:00Z | event lessons 1 | streak weekly paused 2026-03-09 @2026-03-16T00:00Z; streak weekly paused 2026-03-16 @2026-03-23T00:00Z; streak weekly 2
        """);

    [Fact]
    public void OverlappingPauses_CoverTheirUnion() => Scenario.Play(Of(Daily), """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-01T09:00Z | pause 2026-03-02 2026-03-03 | pause 2026-03-02 to 2026-03-03
        2026-03-01T09:00Z | pause 2026-03-03 2026-03-04 | pause 2026-03-03 to 2026-03-04
        2026-03-01T09:00Z | unpause 2 | no pause 2026-03-02 to 2026-03-03
        2026-03-01T09:00Z | pause 2026-03-02 2026-03-02 | pause 2026-03-02 to 2026-03-02
        2026-03-05T00:00Z | tick | streak daily paused 2026-03-02 @2026-03-03T00:00Z; streak daily paused 2026-03-03 @2026-03-04T00:00Z; streak daily paused 2026-03-04
        """);

    [Fact]
    public void RemovedPause_KeepsWhatItCovered() => Scenario.Play(Of(Daily), """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-01T09:00Z | pause 2026-03-02 2026-03-09 | pause 2026-03-02 to 2026-03-09
        2026-03-03T09:00Z | unpause 2 | streak daily paused 2026-03-02 @2026-03-03T00:00Z; no pause 2026-03-02 to 2026-03-09
        2026-03-04T00:00Z | tick | streak daily lost 1
        """);

    [Fact]
    public void Today_IsTheUsersOwn() => Scenario.Play(Of(Daily), """
        2026-03-01T08:00Z | event lessons 1 with zone=Pacific/Auckland | streak daily 1 started
        2026-03-01T12:00Z | pause 2026-03-01 2026-03-09 | rejected pause_in_past
        2026-03-01T12:00Z | pause 2026-03-02 2026-03-09 | pause 2026-03-02 to 2026-03-09
        """);

    [Fact]
    public void State_ForgetsPausesLongOver_WhenTheNextComes()
    {
        var state = Scenario.Play(Of(Daily), """
            2026-03-01T08:00Z | pause 2026-03-01 2026-03-02 | pause 2026-03-01 to 2026-03-02
            2026-04-04T08:00Z | pause 2026-04-04 2026-04-04 | pause 2026-04-04 to 2026-04-04
            2026-04-05T08:00Z | pause 2026-04-05 2026-04-05 | pause 2026-04-05 to 2026-04-05
            """).State;
        Assert.Equal([Make.Date("2026-04-04"), Make.Date("2026-04-05")], state.Pauses.Select(pause => pause.StartOn));
    }
}
