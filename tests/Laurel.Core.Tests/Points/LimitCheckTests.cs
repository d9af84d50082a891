using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class LimitCheckTests
{
    private static readonly Duration Longest = Duration.FromDays(Limits.SpanDaysMax);

    private static readonly TriggerDefinition Work = new("work", 1, new TriggerCondition.Metric("work", 1, []));

    [Fact]
    public void Limits_AtTheirBounds_AreTaken() => Assert.Empty(Problems(Work with
    {
        Limits = [Rolling(Limits.RollingAwardsMax, Longest), new(LimitUnit.Points, Limits.PointsMax, new LimitSpan.Per(LimitPeriod.Month))],
        CoolDown = Longest,
        OncePer = "lesson",
        Diminishing = [new(1, 1), new(2, 0)],
        Window = new(null, new(13, 0)),
    }));

    public static readonly TheoryData<TriggerDefinition, string, string> Bad = new()
    {
        { Work with { Limits = [Rolling(1, Longest + Duration.FromSeconds(1))] }, "limits[0].within", "1s to 366d" },
        { Work with { Limits = [Rolling(1, Duration.Zero)] }, "limits[0].within", "1s to 366d" },
        { Work with { Limits = [Rolling(101, Duration.FromDays(1))] }, "limits[0].awards", "1 to 100" },
        { Work with { Limits = [new(LimitUnit.Points, 5, new LimitSpan.Within(Duration.FromDays(1)))] }, "limits[0].within", "only with awards" },
        { Work with { Limits = [new(LimitUnit.Points, 0, new LimitSpan.Per(LimitPeriod.Day))] }, "limits[0].points", "1 to" },
        { Work with { Limits = [.. Enumerable.Repeat(Rolling(1, Duration.FromDays(1)), 11)] }, "limits", "at most 10 items" },
        { Work with { CoolDown = Duration.FromDays(367) }, "coolDown", "1s to 366d" },
        { Work with { OncePer = "lessen" }, "oncePer", "the key of one event attribute" },
        { Work with { OncePer = "lesson", When = new TriggerCondition.Signup() }, "oncePer", "only with metric" },
        { Work with { Diminishing = [new(0, 1)] }, "diminishing[0].after", "1 to" },
        { Work with { Diminishing = [new(3, 1.5m)] }, "diminishing[0].factor", "0 to 1" },
        { Work with { Diminishing = [new(3, 1), new(3, 0)] }, "diminishing[1].after", "more than the step before it" },
        { Work with { Window = new(null, null) }, "window", "from, to or both" },
        { Work with { Points = -1, Limits = [new(LimitUnit.Points, 5, new LimitSpan.Per(LimitPeriod.Day))] }, "limits", "only where points are given" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Limits_ThatCannotBe_AreRefused(TriggerDefinition trigger, string field, string limit) =>
        Assert.Contains(Problems(trigger), problem => problem.Path == $"points[0].triggers[0].{field}" && problem.Limit.Contains(limit, StringComparison.Ordinal));

    [Fact]
    public void TimeTrigger_WithLimits_IsRefused() =>
        Assert.Contains(Problems(Make.Hours("refill", 1, 1) with { CoolDown = Duration.FromHours(1) }), problem => problem.Path == "points[0].triggers[0]");

    [Fact]
    public void SystemLimit_Rolling_IsRefused() =>
        Assert.Contains(
            RulebookCheck.Problems(new() { Points = [Make.Points("xp") with { Limits = [Rolling(1, Duration.FromDays(1))] }] }),
            problem => problem is { Path: "points[0].limits[0].within", Limit: "only for triggers" });

    private static PointsLimit Rolling(long max, Duration length) => new(LimitUnit.Awards, max, new LimitSpan.Within(length));

    private static IReadOnlyList<RulebookProblem> Problems(TriggerDefinition trigger) => RulebookCheck.Problems(new()
    {
        Metrics = [Make.Metric("work")],
        EventAttributes = [Make.Attribute("lesson")],
        Points = [Make.Points("xp", trigger)],
    });
}
