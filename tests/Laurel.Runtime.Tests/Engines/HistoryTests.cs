using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Laurel.Runtime.Tests.Engines;

/// <summary>
/// Random histories through a real engine, with restarts, ticks and rulebook versions in between: what is stored equals what the
/// journal alone leads to.
/// </summary>
public sealed class HistoryTests
{
    private const string Rules = """
        metrics: [{key: lessons}, {key: minutes}, {key: both, sumOf: [lessons, minutes]}]
        attributes: {user: [{key: plan}], event: [{key: course}]}
        streaks:
          - {key: daily, frequency: daily, mode: any, metrics: [{metric: lessons}, {metric: minutes, threshold: 3}], freezes: {initial: 1, max: 3, earn: {amount: 1, everyDays: 3}}}
          - {key: weekly, frequency: weekly, mode: all, metrics: [{metric: both, threshold: 5}]}
          - {key: gym, default: true, frequency: weekly, mode: any, personal: true, metrics: [{metric: minutes, threshold: 2}], timesPer: {week: 3}, neutral: off, dayStart: "04:00"}
        calendars: [{key: off, dates: [2026-03-04, 2026-03-20, 2026-03-21, 2026-04-03]}]
        achievements:
          - {key: five, when: {metric: both, reaches: 5}}
          - {key: pro, when: {metric: lessons, reaches: 3}, where: {user: {plan: pro}, event: {course: a}}}
          - {key: row, when: {streak: daily, reaches: 3}}
          - {key: all, when: {all: [five, row]}}
          - {key: again, when: {all: [{metric: both, measure: count, reaches: 3}, {metric: lessons, within: 1 day, reaches: 2}]}, maxTimes: 4}
          - {key: fast, when: {metric: lessons, measure: total, within: 3 hours, reaches: 6}}
          - {key: good, when: {metric: minutes, measure: average, per: week, reaches: 2}}
          - {key: broad, when: {metric: both, measure: distinct, attribute: course, reaches: 2}}
          - {key: order, when: {sequence: [{metric: lessons, measure: count, reaches: 2}, five, {metric: minutes, measure: maximum, reaches: 1}]}}
        points:
          - key: xp
            maxPoints: 500
            triggers:
              - {key: lesson, points: 10, metric: lessons}
              - {key: minutes, points: -1, metric: minutes, every: 2}
              - {key: refill, points: 2, time: {every: 5, unit: hours}}
              - {key: all, points: 100, achievement: all}
              - {key: hello, points: 5, signup: true}
            levels: [{key: one, points: 0}, {key: two, points: 50}, {key: three, points: 200}]
            boosts: [{key: week, multiplier: 1.5, start: 2026-03-05, end: 2026-03-12, rounding: nearest}]
        leaderboards:
          - {key: weekly, rankBy: {points: xp}, start: 2026-03-02, repeat: {every: 7, unit: day}}
          - {key: plans, rankBy: {metric: both}, breakdown: [plan]}
          - {key: courses, rankBy: {metric: lessons}, breakdown: {event: course}}
        """;

    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Stored_AfterARandomHistory_EqualsWhatTheJournalLeadsTo(int seed)
    {
        using var fixture = new EngineFixture(Rules);
        var random = new Random(seed);
        var now = fixture.GetCurrentInstant();
        for (var step = 0; step < 150; step++)
        {
            now += Duration.FromMinutes(random.Next(0, 60 * 20));
            fixture.MoveTo(InstantPattern.ExtendedIso.Format(now));
            await Step(fixture, random);
        }

        await fixture.Tick();
        foreach (var user in new[] { "ada", "bob", "eve" })
        {
            Compare(fixture, user, seed);
        }
    }

    private static async Task Step(EngineFixture fixture, Random random)
    {
        switch (random.Next(12))
        {
            case 0:
                fixture.Restart();
                break;
            case 1:
                await fixture.Tick();
                break;
            case 2 when random.Next(4) == 0:
                await fixture.Apply(Rules.Replace("reaches: 5", $"reaches: {random.Next(1, 9)}", StringComparison.Ordinal));
                break;
            default:
                await fixture.Engine.Submit([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomInput(fixture, random))]);
                break;
        }
    }

    private static Submission RandomInput(EngineFixture fixture, Random random)
    {
        var user = new[] { "ada", "bob", "eve" }[random.Next(3)];
        var now = fixture.GetCurrentInstant();
        var patch = random.Next(6) switch
        {
            0 => new UserPatch { TimeZone = new Change<string?>(Zones[random.Next(Zones.Length)]) },
            1 => new UserPatch { Attributes = [KeyValuePair.Create<string, string?>("plan", random.Next(3) == 0 ? null : "pro")] },
            2 => new UserPatch { Streaks = [Choice(random)] },
            _ => UserPatch.Nothing,
        };
        if (random.Next(12) == 0)
        {
            return new(Space.Default, Pausing(fixture, random, user), IsKeyed: false, AtArrival: true);
        }

        var metric = random.Next(2) == 0 ? "lessons" : "minutes";
        var key = $"k{random.Next(400)}";
        return new(Space.Default, new MetricEvent(InputIds.OfKey(user, metric, key), user, now, metric, random.Next(-1, 5))
        {
            Patch = patch,
            IdempotencyKey = key,
            Attributes = random.Next(2) == 0 ? AttributeSet.Of([KeyValuePair.Create("course", random.Next(2) == 0 ? "a" : "b")]) : AttributeSet.Empty,
        }, IsKeyed: true, AtArrival: true);
    }

    private static StreakPatch Choice(Random random) => random.Next(3) switch
    {
        0 => new("daily") { IsEnabled = new(random.Next(3) > 0) },
        1 => new("gym") { Mode = new(StreakMode.All), Requirements = new([new("lessons", 0.5m), new("minutes", 1)]) },
        _ => new("gym") { Mode = new(null), Requirements = new(null), IsEnabled = new(random.Next(3) > 0) },
    };

    // Starts today or a day later, or removes one that may be there; or takes up a lost streak.
    private static Input Pausing(EngineFixture fixture, Random random, string user)
    {
        var now = fixture.GetCurrentInstant();
        var start = now.InUtc().Date.PlusDays(random.Next(2));
        return random.Next(4) == 0
            ? new RestoreStreak(InputIds.New(now), user, now, random.Next(2) == 0 ? "daily" : "gym")
            : random.Next(4) == 0 && fixture.Engine.Find(Space.Default, user) is { Pauses: [var pause, ..] }
            ? new RemovePause(InputIds.New(now), user, now, pause.Id)
            : new PauseStreak(InputIds.New(now), user, now, start, start.PlusDays(random.Next(4)));
    }

    private static void Compare(EngineFixture fixture, string user, int seed)
    {
        if (fixture.Engine.Find(Space.Default, user) is not { } stored || fixture.Engine.TimelineOf(Space.Default) is not { } timeline)
        {
            return;
        }

        var (derived, facts) = Derive(timeline, fixture.Engine.Reader.History(Space.Default, user), stored.At);
        Assert.True(stored == derived, $"seed {seed}, {user}: stored {stored} derived {derived}");
        var awards = facts.OfType<PointsAwarded>().ToArray();
        Assert.Equal(stored.Points[0].Balance, awards.Sum(award => award.Amount));
        Assert.Equal(awards.Length, fixture.Count($"select count(*) from points_awards where user_id = '{user}'"));
        Assert.Equal(awards.Sum(award => award.Amount), fixture.Count($"select coalesce(sum(amount), 0) from points_awards where user_id = '{user}'"));
    }

    private static (UserState? State, List<Fact> Facts) Derive(Timeline timeline, IReadOnlyList<Input> history, Instant until)
    {
        UserState? state = null;
        var facts = new List<Fact>();
        for (var i = 0; i <= history.Count && history.Count > 0; i++)
        {
            var input = i < history.Count ? history[i] : new Tick(history[0].User, until);
            var evaluated = Evaluator.Evaluate(timeline, state, input, [.. history.Take(i)]);
            var accepted = Assert.IsType<Evaluated.Accepted>(evaluated);
            state = accepted.Next;
            facts.AddRange(accepted.Facts);
        }

        return (state, facts);
    }
}
