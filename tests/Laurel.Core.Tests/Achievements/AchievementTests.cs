using Laurel.Core.Achievements;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Achievements;

public sealed class AchievementTests
{
    private static Rulebook Of(params AchievementDefinition[] achievements) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("read"), Make.Metric("both", "work", "read")],
        UserAttributes = [Make.Attribute("plan")],
        EventAttributes = [Make.Attribute("subject")],
        Streaks = [Make.Streak("daily", "read")],
        Achievements = [.. achievements],
    };

    [Fact]
    public void Metric_TotalReached_CompletesOnceAndStays() => Scenario.Play(Of(Make.Reaches("ten", "work", 10)), """
        2026-03-01T10:00Z | event work 9.999999999 | nothing
        2026-03-01T11:00Z | event work 0.000000001 | done ten
        2026-03-01T12:00Z | event work -10 | nothing
        2026-03-01T13:00Z | event work 10 | nothing
        """);

    [Fact]
    public void Metric_CombinedTotal_MovesWithItsParts() => Scenario.Play(Of(Make.Reaches("ten", "both", 10)) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work 5 | metric work 0 > 5; metric both 0 > 5
        2026-03-01T10:00Z | event read 5 | metric read 0 > 5; metric both 5 > 10; done ten
        """);

    [Fact]
    public void Metric_EventFilter_CountsMatchingEventsOfCombinedMetricsToo() => Scenario.Play(
        Of(Make.Reaches("physicist", "both", 10) with { EventFilter = Make.Filter(("subject", "physics")) }) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work 10 | nothing
        2026-03-01T10:00Z | event work 5 subject=physics | nothing
        2026-03-01T10:00Z | event read 5 subject=physics | done physicist
        """);

    [Fact]
    public void Streak_LengthReached_Completes() => Scenario.Play(Of(Make.Lasts("three", "daily", 3)), """
        2026-03-01T10:00Z | event read 1 | streak daily 1 started
        2026-03-02T10:00Z | event read 1 | streak daily 2
        2026-03-03T10:00Z | event read 1 | streak daily 3; done three
        2026-03-04T10:00Z | event read 1 | streak daily 4
        """);

    [Fact]
    public void Api_Twice_ChangesNothing() => Scenario.Play(Of(Make.ByApi("profile")), """
        2026-03-01T10:00Z | complete profile | user created; done profile
        2026-03-02T10:00Z | complete profile | nothing
        """);

    [Fact]
    public void Composite_LastPart_CompletesTheWholeChainAtOnce() => Scenario.Play(
        Of(Make.AllOf("grand", "master", "b"), Make.AllOf("master", "ten", "profile"), Make.Reaches("ten", "work", 10), Make.ByApi("profile"), Make.ByApi("b")), """
        2026-03-01T10:00Z | complete b | done b
        2026-03-01T10:00Z | event work 10 | done ten
        2026-03-01T10:00Z | complete profile | done profile; done master; done grand
        """);

    [Fact]
    public void UserFilter_OtherUsers_CompleteOnceTheyMatchAndAct() => Scenario.Play(
        Of(Make.Reaches("ten", "work", 10) with { UserFilter = Make.Filter(("plan", "pro")) }), """
        2026-03-01T10:00Z | event work 10 | nothing
        2026-03-01T10:00Z | identify plan=pro | nothing
        2026-03-01T10:00Z | event work 0.5 | done ten
        """);

    [Theory]
    [InlineData(AchievementStatus.Active, "done ten")]
    [InlineData(AchievementStatus.Inactive, "nothing")]
    [InlineData(AchievementStatus.Locked, "nothing")]
    [InlineData(AchievementStatus.Archived, "nothing")]
    public void Status_OnlyActive_CanBeCompleted(AchievementStatus status, string expected) => Scenario.Play(Of(Make.Reaches("ten", "work", 10) with { Status = status }), $"""
        2026-03-01T10:00Z | event work 10 | {expected}
        """);
}
