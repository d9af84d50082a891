using Laurel.Core.Streaks;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Users;
using Laurel.Server.Webhooks;
using NodaTime;
using NodaTime.Text;
using Period = Laurel.Core.Streaks.Period;

namespace Laurel.Server.Tests.Webhooks;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2026-03-04T10:00:00Z", "2026-03-04T16:00:00Z")]
    [InlineData("2026-03-04T18:30:00Z", "2026-03-04T18:30:00Z")]
    [InlineData("2026-03-04T20:00:00Z", "2026-03-04T20:00:00Z")]
    [InlineData("2026-03-04T20:00:01Z", "2026-03-05T16:00:00Z")]
    [InlineData("2026-03-28T21:00:00Z", "2026-03-29T15:00:00Z")]
    public void Achievement_IsDueInTheEvening(string completedAt, string dueAt) =>
        Assert.Equal(At(dueAt), ReminderTimes.Achievement(At(completedAt), "Europe/Paris"));

    [Theory]
    [InlineData(2, 0, 3)]
    [InlineData(3, 1, 5)]
    [InlineData(6, 2, 7)]
    [InlineData(14, 4, 30)]
    [InlineData(30, 5, null)]
    [InlineData(400, 5, null)]
    public void Reactivation_FollowsTheAbsence(int days, int number, int? nextDays)
    {
        var last = At("2026-03-04T10:00:00Z");

        Assert.Equal((number, nextDays is { } next ? last + Duration.FromDays(next) : (Instant?)null), ReminderTimes.Reactivation(last, last + Duration.FromDays(days)));
    }

    [Fact]
    public void Recap_IsOfTheWeekAndDueOnMonday() => Assert.Equal(
        (new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 8), At("2026-03-09T13:00:00Z")),
        ReminderTimes.Recap(At("2026-03-09T03:59:00Z"), null));

    [Theory]
    [InlineData(StreakFrequency.Daily, "2026-03-05", "2026-03-05T19:00:00Z")]
    [InlineData(StreakFrequency.Weekly, "2026-03-05", "2026-03-06T08:00:00Z")]
    [InlineData(StreakFrequency.Monthly, "2026-03-05", "2026-03-25T08:00:00Z")]
    public void Streak_IsRemindedOfBeforeItsPeriodEnds(StreakFrequency frequency, string date, string dueAt)
    {
        var streak = new StreakDefinition("s", "S", frequency);

        Assert.Equal(At(dueAt), ReminderTimes.Streak(streak, Period.Containing(LocalDatePattern.Iso.Parse(date).Value, streak), "Europe/Paris"));
    }

    [Fact]
    public void Schedule_OfABoostForOneUser_IsThatUsersCalendar()
    {
        var messages = Between(
            """
            metrics: [{key: laps}]
            points: [{key: xp, triggers: [{key: lap, points: 1, metric: laps, every: 1}],
              boosts: [{key: b, name: B, multiplier: 2, start: 2026-03-10, end: 2026-03-11, user: u}]}]
            """);

        Assert.Equal(["points.boost_started 2026-03-09T23:00:00Z", "points.boost_finished 2026-03-11T23:00:00Z"], messages);
    }

    [Fact]
    public void Schedule_OfABoardInAZone_IsThatZonesCalendar()
    {
        var messages = Between(
            """
            metrics: [{key: laps}]
            leaderboards: [{key: b, name: B, rankBy: {metric: laps}, repeat: {every: 1, unit: month}, start: 2026-01-01, timeZone: Europe/Paris},
              {key: c, name: C, rankBy: {metric: laps}, start: 2026-01-01, status: inactive}]
            """);

        Assert.Equal(["leaderboard.finished 2026-03-31T22:00:00Z", "leaderboard.started 2026-03-31T22:00:00Z"], messages);
    }

    private static string[] Between(string rulebook)
    {
        var timeline = Laurel.Core.Rulebooks.Timeline.Of(RulebookYaml.Read(rulebook).Rulebook ?? throw new ArgumentException("The rulebook has problems.", nameof(rulebook)));
        var paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        return [.. Schedule.Between(timeline, At("2026-03-04T00:00:00Z"), At("2026-04-02T00:00:00Z"), _ => paris).Select(message => $"{message.Type} {message.At}")];
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
