using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class BoostTests
{
    private static Rulebook Boosted(params BoostDefinition[] boosts) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("buy")],
        UserAttributes = [Make.Attribute("plan")],
        Points = [Make.Points("xp", Make.PerUnit("work", 1), Make.PerUnit("buy", -1)) with { Boosts = [.. boosts] }],
    };

    [Theory]
    [InlineData(Rounding.Down, "1.5", 3, "+4 = 4 of 3 x1.5")]
    [InlineData(Rounding.Up, "1.5", 3, "+5 = 5 of 3 x1.5")]
    [InlineData(Rounding.Nearest, "1.5", 3, "+5 = 5 of 3 x1.5")]
    [InlineData(Rounding.Nearest, "1.4", 3, "+4 = 4 of 3 x1.4")]
    [InlineData(Rounding.Up, "1.4", 5, "+7 = 7 of 5 x1.4")]
    [InlineData(Rounding.Down, "99.99", 100, "+9999 = 9999 of 100 x99.99")]
    [InlineData(Rounding.Down, "0.5", 3, "+1 = 1 of 3 x0.5")]
    public void Rounding_BoostedAmount_IsWhole(Rounding rounding, string multiplier, int value, string expected) =>
        Scenario.Play(Boosted(Make.Boost("b", decimal.Parse(multiplier, System.Globalization.CultureInfo.InvariantCulture)) with { Rounding = rounding }), $"""
            2026-03-01T10:00Z | event work {value} | xp {expected}
            """);

    [Fact]
    public void Reduction_ToNothing_AwardsNothing() => Scenario.Play(Boosted(Make.Boost("b", 0.5m)), """
        2026-03-01T10:00Z | event work 1 | nothing
        """);

    [Fact]
    public void SeveralBoosts_Multiply() => Scenario.Play(Boosted(Make.Boost("a", 2), Make.Boost("b", 1.5m), Make.Boost("c", 3)), """
        2026-03-01T10:00Z | event work 10 | xp +90 = 90 of 10 x9
        """);

    [Fact]
    public void Deduction_IsNeverBoosted() => Scenario.Play(Boosted(Make.Boost("a", 2)), """
        2026-03-01T10:00Z | event work 10 | xp +20 = 20 of 10 x2
        2026-03-01T10:00Z | event buy 5   | xp -5 = 15
        """);

    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-03-01T09:59Z", "+1 = 1")]
    [InlineData("Pacific/Kiritimati", "2026-03-01T10:00Z", "+2 = 2 of 1 x2")]
    [InlineData("America/Los_Angeles", "2026-03-02T07:59Z", "+1 = 1")]
    [InlineData("America/Los_Angeles", "2026-03-02T08:00Z", "+2 = 2 of 1 x2")]
    [InlineData("America/Los_Angeles", "2026-03-09T06:59Z", "+2 = 2 of 1 x2")]
    [InlineData("America/Los_Angeles", "2026-03-09T07:00Z", "+1 = 1")]
    public void Dates_AreTheUsersOwn_BothInclusive(string zone, string at, string expected) => Scenario.Play(Boosted(Make.Boost("a", 2, "2026-03-02", "2026-03-08")), $"""
        {at} | event work 1 with zone={zone} | xp {expected}
        """);

    [Theory]
    [InlineData("u", "+2 = 2 of 1 x2")]
    [InlineData("somebody", "+1 = 1")]
    public void BoundToOneUser_HelpsNobodyElse(string user, string expected) => Scenario.Play(Boosted(Make.Boost("a", 2) with { User = user }), $"""
        2026-03-01T10:00Z | event work 1 | xp {expected}
        """);

    [Fact]
    public void UserFilter_HelpsOnlyMatchingUsers() => Scenario.Play(Boosted(Make.Boost("a", 2) with { UserFilter = Make.Filter(("plan", "pro")) }), """
        2026-03-01T10:00Z | event work 1 | xp +1 = 1
        2026-03-01T10:00Z | event work 1 with plan=pro | xp +2 = 3 of 1 x2
        """);

    [Fact]
    public void Cap_BoostedAward_IsCut() => Scenario.Play(
        Boosted() with { Points = [Make.Points("xp", Make.PerUnit("work", 1)) with { MaxPoints = 15, Boosts = [Make.Boost("a", 2)] }] }, """
        2026-03-01T10:00Z | event work 10 | xp +15 = 15 of 10 x2
        """);
}
