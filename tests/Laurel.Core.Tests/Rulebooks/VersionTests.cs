using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Rulebooks;

/// <summary>What happens to users when a rulebook version takes effect.</summary>
public sealed class VersionTests
{
    private const string Later = "2026-03-10T00:00Z";

    private static readonly Rulebook Plain = new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("read")],
        UserAttributes = [Make.Attribute("plan")],
        EventAttributes = [Make.Attribute("subject")],
    };

    private static Timeline Then(Rulebook first, Rulebook second) => Make.Versions(first, (Later, second));

    private static readonly Rulebook Backdating = Plain with
    {
        Achievements = [Make.Reaches("ten", "work", 10)],
        Points = [Make.Points("xp", Make.PerAchievement("ten", 100))],
    };

    [Fact]
    public void NewAchievement_AlreadyReached_IsBackdatedToWhenAndPaysNothing() => Scenario.Play(Then(Plain, Backdating), """
        2026-03-01T10:00Z | event work 6 | nothing
        2026-03-02T10:00Z | event work 6 | nothing
        2026-03-03T10:00Z | event work 6 | nothing
        2026-03-09T23:59Z | tick | nothing
        2026-03-10T00:00Z | tick | done ten backdated @2026-03-02T10:00Z
        2026-03-11T00:00Z | event work 6 | nothing
        """);

    [Fact]
    public void NewAchievement_NotReached_IsEarnedLaterAndPays() => Scenario.Play(Then(Plain, Backdating), """
        2026-03-01T10:00Z | event work 6 | nothing
        2026-03-11T00:00Z | event work 4 | done ten; xp +100 = 100
        """);

    [Fact]
    public void Input_AtTheInstantOfTheVersion_IsUnderIt() => Scenario.Play(Then(Plain, Backdating), """
        2026-03-01T10:00Z | event work 6 | nothing
        2026-03-10T00:00Z | event work 4 | done ten; xp +100 = 100
        """);

    [Fact]
    public void LowerThreshold_ThoseWhoNowQualify_GetIt() => Scenario.Play(
        Then(Plain with { Achievements = [Make.Reaches("a", "work", 3), Make.Reaches("b", "work", 3)] }, Plain with { Achievements = [Make.Reaches("a", "work", 1), Make.Reaches("b", "work", 3)] }), """
        2026-03-01T10:00Z | event work 1 | nothing
        2026-03-11T10:00Z | tick | done a backdated @2026-03-01T10:00Z
        """);

    [Theory]
    [InlineData(AchievementStatus.Inactive)]
    [InlineData(AchievementStatus.Locked)]
    public void Activated_ThoseWhoQualified_GetIt(AchievementStatus before) => Scenario.Play(
        Then(Plain with { Achievements = [Make.Reaches("a", "work", 3) with { Status = before }] }, Plain with { Achievements = [Make.Reaches("a", "work", 3)] }), """
        2026-03-01T10:00Z | event work 3 | nothing
        2026-03-11T10:00Z | tick | done a backdated @2026-03-01T10:00Z
        """);

    [Fact]
    public void NewFilteredAchievement_CountsTheMatchingPast() => Scenario.Play(
        Then(Plain, Plain with { Achievements = [Make.Reaches("a", "work", 3) with { EventFilter = Make.Filter(("subject", "art")) }] }), """
        2026-03-01T10:00Z | event work 2 subject=art | nothing
        2026-03-02T10:00Z | event work 2 | nothing
        2026-03-11T10:00Z | event work 1 subject=art | done a
        """);

    [Fact]
    public void NewStreakAchievement_IsDatedToTheDayItWasReached() => Scenario.Play(
        Then(Plain, Plain with { Streaks = [Make.Streak("daily", "work")], Achievements = [Make.Lasts("two", "daily", 2)] }), """
        2026-03-01T10:00Z | event work 1 | nothing
        2026-03-02T10:00Z | event work 1 | nothing
        2026-03-09T10:00Z | event work 1 | nothing
        2026-03-10T10:00Z | event work 1 | done two backdated @2026-03-02T10:00Z; streak daily 2
        """);

    [Theory]
    [InlineData("event read 1", "done both backdated @2026-03-03T10:00Z")]
    [InlineData("event read 0.5", "nothing")]
    public void CompositeActivated_OnlyThoseWithEveryPart_GetIt(string second, string expected)
    {
        AchievementDefinition[] parts = [Make.Reaches("a", "work", 1), Make.Reaches("b", "read", 1)];
        var composite = Make.AllOf("both", "a", "b");
        Scenario.Play(
            Then(Plain with { Achievements = [.. parts, composite with { Status = AchievementStatus.Inactive }] }, Plain with { Achievements = [.. parts, composite] }), $"""
            2026-03-01T10:00Z | event work 1 | done a
            2026-03-03T10:00Z | {second} | {(second == "event read 1" ? "done b" : "nothing")}
            2026-03-11T10:00Z | tick | {expected}
            """);
    }

    [Fact]
    public void VersionKnownLate_IsTakenUpAtTheStatesInstant()
    {
        var state = Scenario.Play(Plain, "2026-03-12T10:00Z | event work 10 | nothing").State;
        var timeline = Then(Plain, Backdating);
        var input = new Core.Inputs.Tick("u", Make.At("2026-03-13T10:00Z"));
        var journal = new[] { new Core.Inputs.MetricEvent(default, "u", Make.At("2026-03-12T10:00Z"), "work", 10) };
        var accepted = Assert.IsType<Core.Evaluation.Evaluated.Accepted>(Core.Evaluation.Evaluator.Evaluate(timeline, state, input, journal));
        Assert.Equal(["done ten backdated"], accepted.Facts.Select(FactText.Of));
    }

    [Fact]
    public void NewComposite_OverHeldLockedAchievement_IsBackdated() => Scenario.Play(
        Then(
            Plain with { Achievements = [Make.Reaches("ten", "work", 10), Make.ByApi("profile")] },
            Plain with { Achievements = [Make.Reaches("ten", "work", 10) with { Status = AchievementStatus.Locked }, Make.ByApi("profile"), Make.AllOf("both", "ten", "profile")] }), """
        2026-03-01T10:00Z | event work 10 | done ten
        2026-03-02T10:00Z | complete profile | done profile
        2026-03-11T10:00Z | tick | done both backdated @2026-03-02T10:00Z
        """);

    [Fact]
    public void OldComposite_LastPartBackdated_IsBackdatedWithIt() => Scenario.Play(
        Then(
            Plain with { Achievements = [Make.Reaches("ten", "work", 20), Make.ByApi("profile"), Make.AllOf("both", "ten", "profile"), Make.AllOf("all", "both")] },
            Plain with { Achievements = [Make.Reaches("ten", "work", 10), Make.ByApi("profile"), Make.AllOf("both", "ten", "profile"), Make.AllOf("all", "both")] }), """
        2026-03-01T10:00Z | event work 10 | nothing
        2026-03-02T10:00Z | complete profile | done profile
        2026-03-11T10:00Z | tick | done ten backdated @2026-03-01T10:00Z; done both backdated @2026-03-02T10:00Z; done all backdated @2026-03-02T10:00Z
        """);

    [Fact]
    public void NewBlockingDeduction_DoesNotUndoThePast() => Scenario.Play(
        Then(Plain, Backdating with { Points = [Make.Points("xp", Make.PerUnit("work", -1) with { BlockIfOutOfPoints = true })] }), """
        2026-03-01T10:00Z | event work 12 | nothing
        2026-03-11T10:00Z | tick | done ten backdated @2026-03-01T10:00Z
        """);

    [Fact]
    public void AttributesNoLongerDeclared_DoNotUndoThePast() => Scenario.Play(Then(Plain, Backdating with { EventAttributes = [], UserAttributes = [] }), """
        2026-03-01T10:00Z | event work 12 subject=art with plan=pro | nothing
        2026-03-11T10:00Z | tick | done ten backdated @2026-03-01T10:00Z
        """);

    [Fact]
    public void RemovedAchievement_ThatComesBack_IsStillHeld() => Scenario.Play(
        Make.Versions(Backdating, (Later, Plain), ("2026-03-20T00:00Z", Backdating)), """
        2026-03-01T10:00Z | event work 10 | done ten; xp +100 = 100
        2026-03-11T10:00Z | tick | nothing
        2026-03-21T10:00Z | event work 10 | nothing
        """);

    [Fact]
    public void RemovedPoints_ThatComeBack_HaveTheirBalance() => Scenario.Play(
        Make.Versions(Plain with { Points = [Make.Points("xp", Make.PerUnit("work", 1))] }, (Later, Plain), ("2026-03-20T00:00Z", Plain with { Points = [Make.Points("xp", Make.PerUnit("work", 1))] })), """
        2026-03-01T10:00Z | event work 10 | xp +10 = 10
        2026-03-11T10:00Z | event work 10 | nothing
        2026-03-21T10:00Z | event work 10 | xp +10 = 20
        """);

    [Fact]
    public void NewTrigger_PaysFromTheVersionOn() => Scenario.Play(
        Then(Plain, Plain with { Points = [Make.Points("xp", Make.PerUnit("work", 5, 10), Make.Signup(25), Make.Hours("refill", 1, 6))] }), """
        2026-03-01T10:00Z | event work 25 | nothing
        2026-03-10T06:00Z | tick | xp +1 = 1
        2026-03-10T07:00Z | event work 5 | xp +5 = 6
        """);

    [Fact]
    public void Timer_OfBothVersions_GoesOn() => Scenario.Play(
        Then(Plain with { Points = [Make.Points("xp", Make.Hours("refill", 1, 240))] }, Plain with { Points = [Make.Points("xp", Make.Days("new", 5, 1), Make.Hours("refill", 1, 240))] }), """
        2026-03-01T10:00Z | identify | nothing
        2026-03-11T10:00Z | tick | xp +5 = 5 @2026-03-11T00:00Z; xp +1 = 6
        """);

    [Fact]
    public void NewLevels_ChangeTheLevelOnce() => Scenario.Play(
        Then(
            Plain with { Points = [Make.Points("xp", Make.PerUnit("work", 1)) with { Levels = [Make.Level("one", 10)] }] },
            Plain with { Points = [Make.Points("xp", Make.PerUnit("work", 1)) with { Levels = [Make.Level("one", 5), Make.Level("two", 8), Make.Level("three", 20)] }] }), """
        2026-03-01T10:00Z | event work 9 | xp +9 = 9
        2026-03-11T10:00Z | tick | level xp none > two @2026-03-10T00:00Z
        2026-03-11T10:00Z | event work 11 | xp +11 = 20; level xp two > three
        """);

    [Fact]
    public void NewStreak_TakesThePastButNotItsFreezes()
    {
        var daily = Make.Streak("daily", "work") with { Freezes = new(1, 3, 1, 4) };
        Scenario.Play(Then(Plain, Plain with { Streaks = [daily] }), """
            2026-03-07T10:00Z | event work 1 | nothing
            2026-03-08T10:00Z | event work 1 | nothing
            2026-03-09T10:00Z | event work 1 | nothing
            2026-03-10T10:00Z | tick | freeze daily +1 initial = 1 @2026-03-10T00:00Z
            2026-03-12T10:00Z | event work 1 | freeze daily used 2026-03-10 left 0 @2026-03-11T00:00Z; freeze daily +1 earned = 1 @2026-03-11T00:00Z; freeze daily used 2026-03-11 left 0 @2026-03-12T00:00Z; streak daily 4
            """);
    }

    [Fact]
    public void FreezesSwitchedOnAndOff_HeldOnesStayButDoNotWork() => Scenario.Play(
        Make.Versions(
            Plain with { Streaks = [Make.Streak("daily", "work")] },
            (Later, Plain with { Streaks = [Make.Streak("daily", "work") with { Freezes = new(2, 3, 0, 0) }] }),
            ("2026-03-12T00:00Z", Plain with { Streaks = [Make.Streak("daily", "work") with { Freezes = new(2, 1, 1, 1) }] }),
            ("2026-03-15T00:00Z", Plain with { Streaks = [Make.Streak("daily", "work")] })), """
        2026-03-09T10:00Z | event work 1 | streak daily 1 started
        2026-03-10T10:00Z | event work 1 | freeze daily +2 initial = 2 @2026-03-10T00:00Z; streak daily 2
        2026-03-13T10:00Z | event work 1 | freeze daily used 2026-03-11 left 1 @2026-03-12T00:00Z; freeze daily used 2026-03-12 left 0 @2026-03-13T00:00Z; freeze daily +1 earned = 1 @2026-03-13T00:00Z; streak daily 3
        2026-03-14T10:00Z | event work 1 | streak daily 4
        2026-03-17T10:00Z | tick | streak daily lost 4 @2026-03-16T00:00Z
        """);

    [Fact]
    public void EarningSwitchedOff_NothingIsDueAnyMore()
    {
        var daily = Make.Streak("daily", "work");
        var state = Scenario.Play(
            Then(Plain with { Streaks = [daily with { Freezes = new(0, 3, 1, 3) }] }, Plain with { Streaks = [daily with { Freezes = new(0, 3, 0, 3) }] }), """
            2026-03-09T10:00Z | identify | nothing
            2026-03-20T10:00Z | tick | nothing
            """).State;
        Assert.Null(state.NextDueAt);
    }

    [Fact]
    public void NewBoard_CountsThePastOfItsOpenRun() => Scenario.Play(
        Then(Plain, Plain with { Leaderboards = [Make.Board("weekly", new RankBy.Metric("work"), "2026-03-02") with { Repeat = new(7, RunUnit.Day) }] }), """
        2026-03-02T10:00Z | event work 1 | nothing
        2026-03-08T10:00Z | event work 2 | nothing
        2026-03-09T10:00Z | event work 3 | nothing
        2026-03-10T10:00Z | tick | score weekly 2026-03-09 = 3 @2026-03-10T00:00Z
        2026-03-11T10:00Z | event work 4 | score weekly 2026-03-09 = 7
        """);

    [Fact]
    public void NewBoard_NobodyActiveInItsOpenRun_ShowsNoOldRun() => Scenario.Play(
        Then(Plain, Plain with { Leaderboards = [Make.Board("weekly", new RankBy.Metric("work"), "2026-02-02") with { Repeat = new(7, RunUnit.Day) }] }), """
        2026-02-03T10:00Z | event work 1 | nothing
        2026-03-11T10:00Z | event work 4 | score weekly 2026-03-09 = 4
        """);

    [Fact]
    public void ChangedBoard_OldScoresLeaveAndDerivedOnesCome() => Scenario.Play(
        Then(
            Plain with { Leaderboards = [Make.Board("top", new RankBy.Metric("work"))] },
            Plain with { Leaderboards = [Make.Board("top", new RankBy.Metric("read"))] }), """
        2026-03-02T10:00Z | event work 1 | score top 1970-01-01 = 1
        2026-03-02T10:00Z | event read 5 | nothing
        2026-03-11T10:00Z | tick | score top 1970-01-01 gone @2026-03-10T00:00Z; score top 1970-01-01 = 5 @2026-03-10T00:00Z
        """);

    [Fact]
    public void NewStreakBoard_LostStreak_IsNotOnIt() => Scenario.Play(
        Then(Plain with { Streaks = [Make.Streak("daily", "work")] }, Plain with { Streaks = [Make.Streak("daily", "work")], Leaderboards = [Make.Board("streaks", new RankBy.Streak("daily"))] }), """
        2026-03-01T10:00Z | event work 1 | streak daily 1 started
        2026-03-11T10:00Z | tick | streak daily lost 1 @2026-03-03T00:00Z
        """);

    [Fact]
    public void ChangedStreak_TakesItsBoardAlong() => Scenario.Play(
        Then(
            Plain with { Streaks = [Make.Streak("daily", "work", 5)], Leaderboards = [Make.Board("streaks", new RankBy.Streak("daily"))] },
            Plain with { Streaks = [Make.Streak("daily", "work")], Leaderboards = [Make.Board("streaks", new RankBy.Streak("daily"))] }), """
        2026-03-08T10:00Z | event work 1 | nothing
        2026-03-09T10:00Z | event work 5 | streak daily 1 started; score streaks 1970-01-01 = 1
        2026-03-10T10:00Z | tick | score streaks 1970-01-01 gone @2026-03-10T00:00Z; score streaks 1970-01-01 = 2 @2026-03-10T00:00Z
        """);

    [Fact]
    public void ChangedCombination_IsSummedAnew() => Scenario.Play(
        Then(
            Plain with { Metrics = [.. Plain.Metrics, Make.Metric("both", "work")], Leaderboards = [Make.Board("top", new RankBy.Metric("both"))] },
            Plain with { Metrics = [.. Plain.Metrics, Make.Metric("both", "work", "read")], Leaderboards = [Make.Board("top", new RankBy.Metric("both"))] }), """
        2026-03-08T10:00Z | event work 1 | score top 1970-01-01 = 1
        2026-03-09T10:00Z | event read 5 | nothing
        2026-03-10T10:00Z | event read 1 | score top 1970-01-01 gone @2026-03-10T00:00Z; score top 1970-01-01 = 6 @2026-03-10T00:00Z; metric read 5 > 6; metric both 6 > 7; score top 1970-01-01 = 7
        """);

    [Fact]
    public void TwoVersions_InOneStep_AreCrossedInOrder() => Scenario.Play(
        Make.Versions(Plain, (Later, Plain with { Achievements = [Make.Reaches("a", "work", 1)] }), ("2026-03-12T00:00Z", Plain with { Achievements = [Make.Reaches("a", "work", 1), Make.Reaches("b", "work", 1)] })), """
        2026-03-01T10:00Z | event work 1 | nothing
        2026-03-20T10:00Z | tick | done a backdated @2026-03-01T10:00Z; done b backdated @2026-03-01T10:00Z
        """);

    [Fact]
    public void Name_Changed_NeedsNoHistory()
    {
        var changed = Plain with { Streaks = [Make.Streak("daily", "work") with { Name = "Every day", Freezes = new(1, 1, 0, 0) }] };
        var state = Scenario.Play(Plain with { Streaks = [Make.Streak("daily", "work")] }, "2026-03-01T10:00Z | event work 1 | streak daily 1 started").State;
        var timeline = Then(Plain with { Streaks = [Make.Streak("daily", "work")] }, changed);
        Assert.IsType<Core.Evaluation.Evaluated.Accepted>(Core.Evaluation.Evaluator.Evaluate(timeline, state, new Core.Inputs.Tick("u", Make.At("2026-03-20T10:00Z"))));
    }
}
