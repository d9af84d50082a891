using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

/// <summary>Freezes as milestones.</summary>
public sealed class FreezeGrantTests
{
    private static Rulebook Of(params FreezeGrant[] grants) => new()
    {
        Metrics = [Make.Metric("lessons")],
        Streaks = [Make.Streak("daily", "lessons") with { Freezes = new(0, 2, 0, 0) { Grants = [.. grants] } }],
        Achievements = [Make.Reaches("five", "lessons", 5)],
    };

    [Fact]
    public void Length_ReachingAMultiple_BringsFreezesUpToTheMaximum() => Scenario.Play(Of(new FreezeGrant.Streak("daily", 2, 1)), """
        2026-03-01T09:00Z | event lessons 1 | streak daily 1 started
        2026-03-02T08:00Z | event lessons 1 | streak daily 2; freeze daily +1 milestone = 1
        2026-03-03T08:00Z | event lessons 1 | streak daily 3
        2026-03-05T08:00Z | event lessons 1 | freeze daily used 2026-03-04 left 0 @2026-03-05T00:00Z; streak daily 4; freeze daily +1 milestone = 1
        """);

    [Fact]
    public void Achievement_BringsFreezes() => Scenario.Play(Of(new FreezeGrant.Achievement("five", 3)), """
        2026-03-01T08:00Z | event lessons 5 | streak daily 1 started; done five; freeze daily +2 milestone = 2
        """);

    [Fact]
    public void NewInTheRulebook_BringsNothingForThePast() => Scenario.Play(
        Make.Versions(Of(), ("2026-03-02T00:00Z", Of(new FreezeGrant.Achievement("five", 1), new FreezeGrant.Streak("daily", 1, 1)))), """
        2026-03-01T08:00Z | event lessons 5 | streak daily 1 started; done five
        2026-03-02T08:00Z | event lessons 1 | streak daily 2; freeze daily +1 milestone = 1
        """);
}
