using Laurel.Core.Evaluation;
using Laurel.Core.Streaks;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Streaks;
using Laurel.Server.Http;
using NodaTime;
using Period = Laurel.Core.Streaks.Period;

namespace Laurel.Server.Streaks;

/// <summary>Users' streaks.</summary>
internal static class StreakEndpoints
{
    private const int PeriodsMax = 365;
    private const int UsersMax = 100;

    public static void Map(Routes v1)
    {
        v1.Get("/users/{id}/streak", Read, new("Users", "A user's streak with its latest periods, the oldest first.", typeof(StreakResponse))
        {
            Parameters = [new("historyPeriods", "How many periods up to the current one: 1 to 365, 7 when absent.", IsNumber: true, Example: "7")],
        });
        v1.Get("/streaks", List, new("Streaks", "The streaks of some users, the longest first.", typeof(IReadOnlyList<StreakRowResponse>))
        {
            Parameters = [new("userIds", "At most 100 ids; repeated, or once with commas.", IsRequired: true, Example: "ana,ben")],
        });
    }

    private static ValueTask<Reply> Read(Call call)
    {
        var state = call.User(call.PathUser());
        var count = Math.Clamp(call.QueryNumber("historyPeriods", absent: 7, min: 0), 1, PeriodsMax);
        return new(Reply.Ok(Of(call.Backend, call.Space, state, count), WireJson.Default.StreakResponse));
    }

    /// <summary>The streak of a user as of now, with its latest periods.</summary>
    public static StreakResponse Of(Backend backend, Space space, UserState state, int count)
    {
        var rulebook = backend.CatalogsOf(space).Of(state.Version).Rulebook;
        if (rulebook.DefaultStreak < 0)
        {
            return new StreakResponse(StreakWire.NoStreak);
        }

        var (definition, streak) = (rulebook.Streaks[rulebook.DefaultStreak], state.Streaks[rulebook.DefaultStreak]);
        var today = StreakWire.TodayOf(state.Profile, definition, Instant.Max(backend.Engine.NowOf(space), state.At));
        return new StreakResponse(StreakWire.Of(definition, streak, today))
        {
            Extended = streak.Length == 0 ? null : WireText.Of(streak.ExtendedAt),
            Pauses = [.. state.Pauses.Where(pause => pause.EndOn >= today && !pause.IsAmnesty).Select(pause => new PauseResponse(pause.Id.ToString(), WireText.Of(pause.StartOn), WireText.Of(pause.EndOn)))],
            StreakHistory = History((backend, space), state.Profile.Id, definition, LatestPeriods(definition, today, count)),
        };
    }

    private static IReadOnlyList<StreakPeriodResponse> History((Backend Backend, Space Space) place, string user, StreakDefinition streak, IReadOnlyList<Period> periods)
    {
        var rows = StreakQueries.Periods(place.Backend.Engine.Database, place.Space, (user, streak.Key), (periods[0].StartOn, periods[^1].StartOn));
        return
        [
            .. from period in periods
               let row = rows.GetValueOrDefault(period.StartOn)
               select new StreakPeriodResponse(
                   WireText.Of(period.StartOn), WireText.Of(period.EndOn), row?.Length ?? 0, streak.Freezes is null ? null : row is { IsFrozen: true }, row is { IsPaused: true }),
        ];
    }

    // The oldest first; the last one contains today, or is the latest before it that counts.
    private static List<Period> LatestPeriods(StreakDefinition streak, LocalDate today, int count)
    {
        var periods = new List<Period>(count);
        for (var date = today; periods.Count < count; date = Period.Containing(date, streak).StartOn.PlusDays(-1))
        {
            if (Period.Counts(date, streak))
            {
                periods.Add(Period.Containing(date, streak));
            }
        }

        periods.Reverse();
        return periods;
    }

    private static ValueTask<Reply> List(Call call)
    {
        var users = call.QueryList("userIds", UsersMax);
        foreach (var user in users)
        {
            call.AllowUser(user);
        }

        IReadOnlyList<StreakRowResponse> rows = [.. users.Distinct().Select(user => RowOf(call, user)).OrderByDescending(row => row.StreakLength)];
        return new(Reply.Ok(rows, WireJson.Default.IReadOnlyListStreakRowResponse));
    }

    private static StreakRowResponse RowOf(Call call, string user) =>
        call.Backend.Engine.Find(call.Space, user) is { Streaks.Count: > 0 } state
            && state.Streaks[call.Catalogs.Of(state.Version).Rulebook.DefaultStreak] is { Length: > 0 } streak
            ? new(user, streak.Length, WireText.Of(streak.ExtendedAt))
            : new(user, 0, null);
}
