using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Properties;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class ExpiryTests
{
    private static readonly PointsDefinition Xp = Make.Points("xp", Make.PerUnit("work", 1), Make.PerUnit("hint", -1)) with
    {
        Expiry = new(7),
        AllowsTransfers = true,
        Levels = [Make.Level("one", 10)],
    };

    private static Rulebook Rules(PointsDefinition system) => new() { Metrics = [Make.Metric("work"), Make.Metric("hint")], Points = [system] };

    [Fact]
    public void Points_SevenDaysOn_LapseWithTheirLevel() => Scenario.Play(Rules(Xp), """
        2026-03-01T10:00Z | event work 10 | xp +10 = 10; level xp none > one
        2026-03-08T23:59Z | tick          | nothing
        2026-03-09T10:00Z | tick          | xp -10 = 0 expired @2026-03-09T00:00Z; level xp one > none @2026-03-09T00:00Z
        2026-03-10T10:00Z | tick          | nothing
        """);

    [Fact]
    public void Points_FromTheLastEarned_AreRetainedByActivity() => Scenario.Play(Rules(Xp with { Expiry = new(7, ExpiryFrom.LastEarned) }), """
        2026-03-01T10:00Z | event work 10 | xp +10 = 10; level xp none > one
        2026-03-03T10:00Z | event work 1  | xp +1 = 11
        2026-03-05T10:00Z | event hint 1  | xp -1 = 10
        2026-03-09T10:00Z | tick          | nothing
        2026-03-11T10:00Z | tick          | xp -10 = 0 expired @2026-03-11T00:00Z; level xp one > none @2026-03-11T00:00Z
        """);

    [Fact]
    public void Deductions_TakeTheOldestFirst() => Scenario.Play(Rules(Xp with { Levels = [] }), """
        2026-03-01T10:00Z | event work 5   | xp +5 = 5
        2026-03-02T10:00Z | event work 5   | xp +5 = 10
        2026-03-02T11:00Z | event work 1   | xp +1 = 11
        2026-03-03T10:00Z | event hint 2   | xp -2 = 9
        2026-03-03T11:00Z | send xp 1 v    | xp -1 = 8 sent
        2026-03-03T12:00Z | adjust xp -1   | xp -1 = 7 adjustment
        2026-03-03T13:00Z | receive xp 3 v | xp +3 = 10 received
        2026-03-20T10:00Z | tick           | xp -1 = 9 expired @2026-03-09T00:00Z; xp -6 = 3 expired @2026-03-10T00:00Z; xp -3 = 0 expired @2026-03-11T00:00Z
        """);

    [Fact]
    public void Credit_IsPaidBackBeforeAnythingCanLapse() => Scenario.Play(Rules(Xp with { Floor = -5, Levels = [] }), """
        2026-03-01T10:00Z | event hint 4  | xp -4 = -4
        2026-03-01T11:00Z | event work 6  | xp +6 = 2
        2026-03-09T10:00Z | tick          | xp -2 = 0 expired @2026-03-09T00:00Z
        """);

    [Theory]
    [InlineData(LevelFollow.HighWater)]
    [InlineData(LevelFollow.Earned)]
    public void Level_ThatDoesNotFollowTheBalance_Stays(LevelFollow follow) => Scenario.Play(Rules(Xp with { LevelPolicy = new() { Follow = follow } }), """
        2026-03-01T10:00Z | event work 10 | xp +10 = 10; level xp none > one
        2026-03-09T10:00Z | event work 10 | xp -10 = 0 expired @2026-03-09T00:00Z; xp +10 = 10
        """);

    [Fact]
    public void Zone_MovedEast_LetsTheDateThatIsOverLapseAtOnce() => Scenario.Play(Rules(Xp with { Levels = [] }), """
        2026-03-01T10:00Z | event work 5 with zone=Pacific/Pago_Pago | xp +5 = 5
        2026-03-02T10:00Z | event work 5                             | xp +5 = 10
        2026-03-08T10:30Z | identify zone=Pacific/Kiritimati         | nothing
        2026-03-08T10:30Z | tick                                     | xp -5 = 5 expired; xp -5 = 0 expired
        """);

    [Fact]
    public void Version_ThatBringsExpiry_CountsTheBalanceFromItsDay() => Scenario.Play(
        Make.Versions(Rules(Xp with { Expiry = null, Levels = [] }), ("2026-03-05T12:00:00Z", Rules(Xp with { Levels = [] })), ("2026-04-05T12:00:00Z", Rules(Xp with { Expiry = null, Levels = [] }))),
        """
        2026-03-01T10:00Z | event work 5 | xp +5 = 5
        2026-03-06T10:00Z | event work 2 | xp +2 = 7
        2026-04-01T10:00Z | event work 1 | xp -5 = 2 expired @2026-03-13T00:00Z; xp -2 = 0 expired @2026-03-14T00:00Z; xp +1 = 1
        2026-06-01T10:00Z | tick         | nothing
        """);

    [Fact]
    public void Refill_AtTheMidnightThatTakes_FillsWhatLapsed() => Scenario.Play(
        Rules(Make.Points("xp", Make.Signup(5), Make.Days("refill", 2, 1)) with { Expiry = new(1), MaxPoints = 5 }), """
        2026-03-01T10:00Z | identify | xp +5 = 5
        2026-03-03T10:00Z | tick     | xp -5 = 0 expired @2026-03-03T00:00Z; xp +2 = 2 @2026-03-03T00:00Z
        """);

    [Theory]
    [InlineData(0)]
    [InlineData(Limits.ExpiryDaysMax + 1)]
    public void Check_DaysOutOfRange_AreRefused(int days)
    {
        var problem = Assert.Single(RulebookCheck.Problems(Rules(Xp with { Expiry = new(days) })));
        Assert.Equal(("points[0].expiry.days", "1 to 1098"), (problem.Path, problem.Limit));
    }

    [Fact]
    public void Points_OverALongTime_LapseAsAListOfSinglePointsWould() => Seeds.Each(200, random =>
    {
        var days = random.Next(1, 6);
        var from = random.Pick(Enum.GetValues<ExpiryFrom>());
        var timeline = Timeline.Of(Rules(Xp with { Expiry = new(days, from) }));
        var naive = new NaiveLots(days, from);
        UserState? state = null;
        var at = Make.At("2026-03-01T00:00Z");
        for (var i = 1; i < 60; i++)
        {
            at += Duration.FromHours(random.Next(20));
            var (metric, amount) = (random.Pick(["work", "hint"]), random.Next(1, 9));
            var input = new MetricEvent(new InputId(new Guid(i, 0, 0, new byte[8])), "u", at, metric, amount);
            state = ((Evaluated.Accepted)Evaluator.Evaluate(timeline, state, input)).Next;
            naive.Move(at.InUtc().Date, metric == "work" ? amount : -amount);
            Assert.Equal(naive.Balance, state.Points[0].Balance);
        }
    });

    // Every point on its own, with the last date on which it is there.
    private sealed class NaiveLots(int days, ExpiryFrom from)
    {
        private List<LocalDate> points = [];

        public int Balance => points.Count;

        public void Move(LocalDate on, int amount)
        {
            points = [.. points.Where(last => last >= on).Order().Skip(Math.Max(0, -amount)), .. Enumerable.Repeat(on.PlusDays(days), Math.Max(0, amount))];
            points = amount > 0 && from == ExpiryFrom.LastEarned ? [.. points.Select(_ => on.PlusDays(days))] : points;
        }
    }
}
