using Laurel.Core.Achievements;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Achievements;

/// <summary>What keeps an achievement closed whatever its condition: other achievements, a level, dates.</summary>
public sealed class GateTests
{
    private static Rulebook Of(params AchievementDefinition[] achievements) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("pay")],
        Achievements = [.. achievements],
        Points = [Make.Points("xp", Make.PerUnit("pay", 5)) with { Levels = [Make.Level("one", 10)] }],
    };

    [Fact]
    public void Requires_ComesLater_CompletesWithIt() => Scenario.Play(Of(Make.Reaches("ten", "work", 10) with { Requires = ["profile"] }, Make.ByApi("profile")), """
        2026-03-01T10:00Z | event work 10 | nothing
        2026-03-01T11:00Z | complete profile | done profile; done ten
        """);

    [Fact]
    public void Requires_NotThere_RefusesTheApplication() => Scenario.Play(Of(Make.ByApi("late") with { Requires = ["early"] }, Make.ByApi("early")), """
        2026-03-01T10:00Z | complete late | rejected achievement_not_for_user
        2026-03-01T10:00Z | complete early | done early
        2026-03-01T10:00Z | complete late | done late
        """);

    [Fact]
    public void MinLevel_ReachedLater_CompletesWithIt() => Scenario.Play(Of(Make.Reaches("ten", "work", 10) with { MinLevel = new("xp", "one") }), """
        2026-03-01T10:00Z | event work 10 | nothing
        2026-03-01T11:00Z | event pay 2 | xp +10 = 10; level xp none > one; done ten
        """);

    [Fact]
    public void Dates_OfTheUser_OpenAndCloseIt() => Scenario.Play(
        Of(Make.Reaches("early", "work", 1) with { FromOn = Make.Date("2026-03-02") }, Make.Reaches("late", "work", 3) with { UntilOn = Make.Date("2026-03-02") }, Make.ByApi("said") with { UntilOn = Make.Date("2026-03-01") }), """
        2026-03-01T22:59Z | event work 1 with zone=Europe/Berlin | nothing
        2026-03-01T23:00Z | event work 1 | done early
        2026-03-02T23:00Z | event work 1 | nothing
        2026-03-02T23:00Z | complete said | rejected achievement_not_active
        """);

    [Fact]
    public void Version_LiftsRequires_BackdatesToTheCondition() => Scenario.Play(
        Make.Versions(Of(Make.Reaches("ten", "work", 10) with { Requires = ["profile"] }, Make.ByApi("profile")), ("2026-03-03T00:00Z", Of(Make.Reaches("ten", "work", 10)))), """
        2026-03-01T10:00Z | event work 10 | nothing
        2026-03-04T10:00Z | tick | done ten backdated @2026-03-01T10:00Z
        """);

    [Fact]
    public void Check_BadGate_IsRefused()
    {
        Refused(Make.ByApi("a") with { Requires = ["b"] }, "achievements[0].requires[0]");
        Refused(Make.ByApi("a") with { Requires = ["a"] }, "achievements[0].when");
        Refused(Make.ByApi("a") with { MinLevel = new("xp", "two") }, "achievements[0].minLevel.level");
        Refused(Make.ByApi("a") with { FromOn = Make.Date("2026-03-02"), UntilOn = Make.Date("2026-03-01") }, "achievements[0].until");
        Refused(Make.ByApi("a") with { Labels = new() { Points = -1 } }, "achievements[0].points");
        Refused(Make.ByApi("a") with { Labels = new() { Images = new("badge", null, null, null) } }, "achievements[0].images.locked");
    }

    private static void Refused(AchievementDefinition achievement, string path) =>
        Assert.Equal(path, Assert.Single(RulebookCheck.Problems(Of(achievement))).Path);
}
