using Laurel.Core.Rulebooks;
using Xunit;

namespace Laurel.Core.Tests.Scenarios;

/// <summary>Behaviour that users of other systems rely on, told by their tests.</summary>
public sealed class CaseTests
{
    [Fact]
    public void Case25_Wallet_SumsExactlyAndNeverGoesBelowZero() => Scenario.Play(new Rulebook { Metrics = [Make.Metric("coin")], Points = [Make.Points("wallet")] }, """
        2026-03-01T10:00Z | identify         | nothing
        2026-03-01T10:00Z | adjust wallet 1  | wallet +1 = 1 adjustment
        2026-03-01T10:00Z | adjust wallet 2  | wallet +2 = 3 adjustment
        2026-03-01T10:00Z | adjust wallet 3  | wallet +3 = 6 adjustment
        2026-03-01T10:00Z | adjust wallet -7 | rejected out_of_points
        2026-03-01T10:00Z | adjust wallet -6 | wallet -6 = 0 adjustment
        """);

    [Theory]
    [InlineData("2026-03-29T10:00Z", "done four")]
    [InlineData("2026-03-30T10:00Z", "nothing")]
    public void Case32_DatedBadge_IsJudgedByTheInstantOfTheLastEvent(string at, string expected)
    {
        var four = Make.Reaches("four", "skill", 4) with { FromOn = Make.Date("2026-03-01"), UntilOn = Make.Date("2026-03-29") };
        Scenario.Play(new Rulebook { Metrics = [Make.Metric("skill")], Achievements = [four] }, $"""
            2026-03-02T10:00Z | event skill 1 | nothing
            2026-03-09T10:00Z | event skill 2 | nothing
            {at} | event skill 1 | {expected}
            2026-04-05T10:00Z | event skill 9 | nothing
            """);
    }

    [Fact]
    public void Case35_Expiry_TakesLevelsAndLeavesWhatIsYounger() => Scenario.Play(
        new Rulebook { Metrics = [Make.Metric("skill")], Points = [Make.Points("xp", Make.PerUnit("skill", 10)) with { Expiry = new(7), Levels = [Make.Level("one", 15)] }] }, """
        2026-03-01T10:00Z | event skill 1 | xp +10 = 10
        2026-03-03T10:00Z | event skill 1 | xp +10 = 20; level xp none > one
        2026-03-09T10:00Z | tick          | xp -10 = 10 expired @2026-03-09T00:00Z; level xp one > none @2026-03-09T00:00Z
        2026-03-11T10:00Z | tick          | xp -10 = 0 expired @2026-03-11T00:00Z
        """);
}
