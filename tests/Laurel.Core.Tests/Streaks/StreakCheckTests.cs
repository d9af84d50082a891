using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

/// <summary>What streak definitions are refused for, each with path, value, limit and fix.</summary>
public sealed class StreakCheckTests
{
    private static readonly StreakDefinition Daily = Make.Streak("daily", "laps");

    [Fact]
    public void Default_Twice_IsRefused()
    {
        Taken(With(Daily, Daily with { Key = "other", IsDefault = true }));
        Refused(
            With(Daily with { IsDefault = true }, Daily with { Key = "other", IsDefault = true }),
            "streaks[1].default: 'true': one default streak; streaks[0] is it; remove one of them");
    }

    [Fact]
    public void DayStart_AtAndOverLimit_IsTakenAndRefused()
    {
        Taken(With(Daily with { DayStart = new(23, 59) }));
        Refused(With(Daily with { DayStart = new(4, 0, 1) }), "streaks[0].dayStart: '04:00:01': 00:00 to 23:59, in whole minutes; remove the seconds");
    }

    private static Rulebook With(params StreakDefinition[] streaks) => new() { Metrics = [Make.Metric("laps")], Streaks = [.. streaks] };

    private static void Taken(Rulebook rulebook) => Assert.Empty(RulebookCheck.Problems(rulebook));

    private static void Refused(Rulebook rulebook, string problem) => Assert.Equal(problem, Assert.Single(RulebookCheck.Problems(rulebook)).ToString());
}
