using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Streaks;
using Laurel.Server.Http;
using Laurel.Server.Streaks;
using Laurel.Server.Users;
using NodaTime;

namespace Laurel.Server.Wrapped;

/// <summary>A user's year in review.</summary>
internal static class WrappedEndpoints
{
    public static void Map(Routes v1) => v1.Get("/users/{id}/wrapped", Read, new("Users", "A user's year: how active, and what the most active day, week, month and the whole year brought.", typeof(WrappedResponse))
    {
        Parameters = [new("year", "From 1 to the current year, which it is when absent.", IsNumber: true, Example: "2026")],
    });

    private static ValueTask<Reply> Read(Call call)
    {
        var state = call.User(call.PathUser());
        var thisYear = call.Now.InZone(Calendar.Zone(state.Profile.TimeZone) ?? DateTimeZone.Utc).Year;
        var year = call.QueryNumber("year", absent: thisYear, min: 1, max: thisYear);
        return new(Reply.Ok(new WrappedResponse(UserWire.Of(state.Profile), new Year(call, state, year).Activity()), WireJson.Default.WrappedResponse));
    }

    private sealed class Year
    {
        private readonly Call call;
        private readonly UserState state;
        private readonly Catalog catalog;
        private readonly YearActivity year;
        private readonly IReadOnlyList<(string Achievement, Instant At)> completions;
        private readonly IReadOnlyList<UserRankDay> ranks;

        public Year(Call call, UserState state, int number)
        {
            (this.call, this.state, catalog) = (call, state, call.Catalogs.Of(state.Version));
            year = new(call, catalog, state, number);
            completions = AchievementQueries.Completions(call.Backend.Engine.Database, call.Space, state.Profile.Id, year.Time);
            ranks = LeaderboardQueries.RankDays(call.Backend.Engine.Database, call.Space, state.Profile.Id, (year.FirstOn, year.LastOn));
        }

        public WrappedActivityResponse Activity()
        {
            var (days, day) = year.PeriodsBy(on => on);
            var (weeks, week) = year.PeriodsBy(YearActivity.MondayOf);
            var (months, month) = year.PeriodsBy(DateAdjusters.StartOfMonth);
            var (first, last) = (new LocalDate(year.Year, 1, 1), new LocalDate(year.Year, 12, 31));
            return new(days, weeks, months)
            {
                MostActiveDay = new(Period(day, day)) { Date = WireText.Of(day) },
                MostActiveWeek = new(Period(week, week.PlusDays(6))) { Start = WireText.Of(week), End = WireText.Of(week.PlusDays(6)) },
                MostActiveMonth = new(Period(month, DateAdjusters.EndOfMonth(month))) { Month = month.Month - 1 },
                EntireYear = new(Period(first, last)) { LongestStreak = LongestStreak(first, last) },
            };
        }

        private WrappedPeriod Period(LocalDate first, LocalDate last) => new()
        {
            Metrics = catalog.Metrics.ToDictionary(metric => metric.Definition.Key, metric => MetricOf(metric, first, last), StringComparer.Ordinal),
            Points = catalog.Points.ToDictionary(
                points => points.Definition.Key,
                points => new WrappedPointsResponse(year.PointsOf(points.Definition.Key).ChangeOf(first, last, points.BalanceOf(state)))
                {
                    Name = points.Definition.Name,
                    Description = points.Definition.Description,
                },
                StringComparer.Ordinal),
            Achievements =
            [
                .. from entry in catalog.Achievements
                   join completion in completions on entry.Definition.Key equals completion.Achievement
                   let date = year.DateOf(completion.At)
                   where date >= first && date <= last
                   orderby completion.At
                   select entry.Open with { AchievedAt = WireText.Of(completion.At) },
            ],
            Leaderboards = BestRanks(first, last),
        };

        private WrappedMetricResponse MetricOf(Metrics.MetricEntry metric, LocalDate first, LocalDate last)
        {
            var key = metric.Definition.Key;
            return new(year.MetricOf(key).ChangeOf(first, last, metric.TotalOf(state)))
            {
                Name = metric.Definition.Name,
                Units = metric.Definition.Units,
                ByAttribute = year.AttributesOf(key, first, last).ToDictionary(
                    attribute => attribute.Attribute,
                    attribute => (IReadOnlyDictionary<string, WrappedChange>)attribute.Values.ToDictionary(
                        value => value.Key, value => value.Value.ChangeOf(first, last, value.Value.Total), StringComparer.Ordinal),
                    StringComparer.Ordinal),
            };
        }

        // The days of ranks are those of UTC.
        private Dictionary<string, WrappedLeaderboardResponse> BestRanks(LocalDate first, LocalDate last)
        {
            var best = new Dictionary<string, WrappedLeaderboardResponse>(StringComparer.Ordinal);
            foreach (var day in ranks.Where(day => day.On >= first && day.On <= last))
            {
                if (catalog.FindLeaderboard(day.Leaderboard) is { IsVisible: true } entry && !(best.GetValueOrDefault(day.Leaderboard)?.Rank <= day.Rank))
                {
                    best[day.Leaderboard] = new(entry.Response)
                    {
                        Start = WireText.Of(day.Run),
                        End = WireText.Of(RunCalendar.LastDay(entry.Definition, day.Run)),
                        Rank = day.Rank,
                        Value = WireText.Whole(day.Value),
                    };
                }
            }

            return best;
        }

        private WrappedStreakResponse LongestStreak(LocalDate from, LocalDate to)
        {
            if (catalog.Rulebook.DefaultStreak < 0)
            {
                return new(0, "daily", null, null, null);
            }

            var streak = catalog.Rulebook.Streaks[catalog.Rulebook.DefaultStreak];
            var longest = StreakQueries.Longest(call.Backend.Engine.Database, call.Space, (state.Profile.Id, streak.Key), (from, to));
            return new(longest?.Length ?? 0, StreakWire.FrequencyOf(streak.Frequency), WireText.Of(longest?.StartOn), WireText.Of(longest?.EndOn), WireText.Of(longest?.StartOn));
        }
    }
}
