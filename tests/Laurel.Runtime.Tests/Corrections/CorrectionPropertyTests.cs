using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests.Engines;
using Laurel.Runtime.Verifications;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Laurel.Runtime.Tests.Corrections;

/// <summary>Whatever comes late, twice or is taken back: what is stored is what the journal leads to.</summary>
public sealed class CorrectionPropertyTests
{
    private const string Rules = """
        metrics: [{key: lessons}, {key: minutes}]
        attributes: {user: [{key: plan}], event: [{key: course}]}
        streaks:
          - {key: daily, frequency: daily, mode: any, metrics: [{metric: lessons, threshold: 1}], freezes: {initial: 1, max: 3, earn: {amount: 1, everyDays: 3}, price: {points: coins, amount: 4}}, repair: {withinDays: 4, price: {points: coins, amount: 2}}}
          - {key: gym, frequency: weekly, mode: any, metrics: [{metric: minutes, threshold: 2}]}
        achievements:
          - {key: five, when: {metric: lessons, reaches: 5}}
          - {key: kept, when: {metric: minutes, reaches: 6}, onRetract: keep}
          - {key: row, when: {streak: daily, reaches: 3}}
          - {key: both, when: {all: [five, row, kept]}}
          - {key: again, when: {metric: lessons, measure: count, reaches: 3}, maxTimes: 4}
          - {key: said, when: api}
        points:
          - key: xp
            triggers:
              - {key: lesson, points: 10, metric: lessons, limits: [{awards: 2, per: day}]}
              - {key: row, points: 50, streak: daily, every: 2}
              - {key: both, points: 500, achievement: both}
              - {key: kept, points: 70, achievement: kept}
              - {key: daily, points: 1, time: {every: 1, unit: days}}
              - {key: buy, points: -7, metric: minutes, every: 2}
            levels: [{key: a, points: 0}, {key: b, points: 100}, {key: c, points: 400}]
            boosts: [{key: double, multiplier: 2, start: 2026-03-05, end: 2026-03-12}]
            prestige: {level: b, price: {points: coins, amount: 3}, bonus: 0.25, resets: {metrics: [lessons], achievements: [five, again], points: [coins]}}
          - key: coins
            expiry: {days: 4}
            triggers: [{key: minute, points: 3, metric: minutes}]
        leaderboards:
          - {key: weekly, rankBy: {points: xp}, repeat: {every: 3, unit: day}, start: 2026-01-05, breakdown: [plan]}
          - {key: all, rankBy: {metric: lessons}, start: 2026-01-01}
          - {key: rows, rankBy: {streak: daily}, start: 2026-01-01}
        """;

    private static readonly string[] Users = ["ada", "bob"];
    private static readonly string[] Zones = ["UTC", "Pacific/Kiritimati", "America/St_Johns", "Europe/Berlin"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Stored_AfterLateAndRetractedInputs_IsWhatTheJournalLeadsTo(int seed)
    {
        using var fixture = new EngineFixture(Rules);
        var random = new Random(seed);
        var now = fixture.GetCurrentInstant();
        for (var step = 0; step < 120; step++)
        {
            now += Duration.FromMinutes(random.Next(0, 60 * 16));
            fixture.MoveTo(InstantPattern.ExtendedIso.Format(now));
            await Step(fixture, random);
            if (step % 20 == 0)
            {
                AssertVerified(fixture, seed);
            }
        }

        await fixture.Tick();
        AssertVerified(fixture, seed);
        Assert.True(fixture.Count("select count(*) from points_awards where kind = 'reversal'") > 10, $"seed {seed}: hardly anything was corrected.");
        Assert.True(fixture.Count("select count(*) from journal where kind = 'retract'") > 3, $"seed {seed}: hardly anything was retracted.");
    }

    private static async Task Step(EngineFixture fixture, Random random)
    {
        switch (random.Next(14))
        {
            case 0:
                fixture.Restart();
                break;
            case 1:
            case 2:
                await fixture.Tick();
                break;
            case 3 when random.Next(4) == 0:
                await fixture.Apply(Rules.Replace("reaches: 5", $"reaches: {random.Next(1, 9)}", StringComparison.Ordinal));
                break;
            default:
                var answers = await fixture.Engine.Submit([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomInput(fixture, random))]);
                Assert.DoesNotContain(answers, answer => answer is Answer.Failed);
                break;
        }
    }

    private static Submission RandomInput(EngineFixture fixture, Random random)
    {
        var (user, now, id) = (Users[random.Next(Users.Length)], fixture.GetCurrentInstant(), InputIds.New(fixture.GetCurrentInstant()));
        Input input = random.Next(19) switch
        {
            0 => new RetractEvent(id, user, now, InputIds.OfKey(user, "lessons", $"k{random.Next(60)}")) { Reason = "r", Author = "a" },
            1 => new RetractEvent(id, user, now, InputIds.OfKey(user, "minutes", $"k{random.Next(60)}")) { Reason = "r", Author = "a" },
            2 => new RevokeAchievement(id, user, now, random.Next(2) == 0 ? "five" : "kept") { Reason = "r", Author = "a" },
            3 => new GrantAchievement(id, user, now, random.Next(2) == 0 ? "five" : "kept") { Reason = "r", Author = "a" },
            4 => new AdjustPoints(id, user, now, "xp", random.Next(-20, 20)) { Reason = "r", Author = "a" },
            5 => new GrantFreezes(id, user, now, "daily", 1),
            6 => new BuyFreezes(id, user, now, "daily", 1),
            7 => new RepairStreak(id, user, now, "daily"),
            8 => new Prestige(id, user, now, "xp"),
            _ => Event(random, user, now),
        };
        return new(Space.Default, input, IsKeyed: input is MetricEvent, AtArrival: input is not MetricEvent || random.Next(3) > 0);
    }

    private static MetricEvent Event(Random random, string user, Instant now)
    {
        var (metric, key) = (random.Next(2) == 0 ? "lessons" : "minutes", $"k{random.Next(60)}");
        var at = now - Duration.FromMinutes(random.Next(3) == 0 ? random.Next(60 * 24 * 6) : 0);
        return new(InputIds.OfKey(user, metric, key), user, at, metric, random.Next(-1, 5))
        {
            IdempotencyKey = key,
            Patch = random.Next(6) switch
            {
                0 => new UserPatch { TimeZone = new Change<string?>(Zones[random.Next(Zones.Length)]) },
                1 => new UserPatch { Attributes = [KeyValuePair.Create<string, string?>("plan", random.Next(3) == 0 ? null : "pro")] },
                _ => UserPatch.Nothing,
            },
        };
    }

    private static void AssertVerified(EngineFixture fixture, int seed)
    {
        var timeline = fixture.Engine.TimelineOf(Space.Default) ?? throw new InvalidOperationException("There is no rulebook.");
        var differences = new List<Difference>();
        new Verifier(fixture.Engine.Database, timeline, Space.Default) { OnDifference = differences.Add }.Run("", CancellationToken.None);
        Assert.True(differences.Count == 0, $"seed {seed}: {string.Join('\n', differences.Take(20))}");
    }
}
