using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Properties;

/// <summary>A streak whose demands its user changes, and takes part in or not, against days that are looked at one by one.</summary>
public sealed class PreferenceModelTests
{
    private static readonly string[] Metrics = ["a", "b"];

    private static readonly Rulebook Rules = new()
    {
        Metrics = [Make.Metric("a"), Make.Metric("b")],
        Streaks = [Make.Streak("own", "a", 2) with { IsPersonal = true }],
    };

    [Fact]
    public void Length_UnderChangingDemands_IsThatOfTheDays() => Seeds.Each(400, random =>
    {
        var timeline = Timeline.Of(Rules);
        var naive = new NaiveChoices();
        UserState? state = null;
        for (var (i, on) = (1, Make.Date("2026-03-01")); i < 80; i++)
        {
            on = on.PlusDays(random.Pick([0, 0, 0, 1, 1, 2]));
            var (id, at) = (new InputId(new Guid(i, 0, 0, new byte[8])), on.AtMidnight().InUtc().ToInstant());
            Input input = random.Next(6) switch
            {
                0 => new Identify(id, "u", at) { Patch = new() { Streaks = [naive.Choose(random)] } },
                1 => new Identify(id, "u", at) { Patch = new() { Streaks = [naive.TakePart(random.Chance(60))] } },
                _ => new MetricEvent(id, "u", at, random.Pick(Metrics), random.Pick([1m, 1m, 2m, -1m])),
            };
            naive.Pass(on, input as MetricEvent);
            state = ((Evaluated.Accepted)Evaluator.Evaluate(timeline, state, input)).Next;
            Assert.Equal(naive.Length, state.Streaks[0].Length);
        }
    });

    private sealed class NaiveChoices
    {
        private readonly HashSet<LocalDate> counted = [];
        private Dictionary<string, decimal> sums = new(StringComparer.Ordinal);
        private Dictionary<string, decimal> demand = new(StringComparer.Ordinal) { ["a"] = 2 };
        private bool needsAll;
        private bool takesPart = true;
        private LocalDate since = LocalDate.MinIsoValue;
        private LocalDate today;
        private LocalDate lastOn;

        public int Length { get; private set; }

        public StreakPatch Choose(Random random)
        {
            needsAll = random.Chance(50);
            var wanted = Metrics.Where(_ => random.Chance(60)).DefaultIfEmpty("b").ToDictionary(metric => metric, _ => (decimal)random.Next(1, 4), StringComparer.Ordinal);
            sums = sums.Where(sum => wanted.ContainsKey(sum.Key)).ToDictionary(StringComparer.Ordinal);
            demand = wanted;
            return new("own")
            {
                Mode = new(needsAll ? StreakMode.All : StreakMode.Any),
                Requirements = new([.. wanted.Select(pair => new StreakRequirement(pair.Key, pair.Value))]),
            };
        }

        public StreakPatch TakePart(bool isWanted)
        {
            takesPart = isWanted;
            return new("own") { IsEnabled = new(isWanted) };
        }

        public void Pass(LocalDate on, MetricEvent? done)
        {
            if (on != today)
            {
                sums.Clear();
                today = on;
            }

            if (done is not null && takesPart && !counted.Contains(on) && demand.ContainsKey(done.Metric))
            {
                sums[done.Metric] = sums.GetValueOrDefault(done.Metric) + done.Value;
                var met = demand.Count(pair => sums.GetValueOrDefault(pair.Key) >= pair.Value);
                if (needsAll ? met == demand.Count : met > 0)
                {
                    counted.Add(on);
                    lastOn = on;
                }
            }

            if (!takesPart)
            {
                since = lastOn.PlusDays(1);
            }

            Length = 0;
            var date = counted.Contains(on) ? on : on.PlusDays(-1);
            for (; counted.Contains(date) && date >= since; date = date.PlusDays(-1))
            {
                Length++;
            }
        }
    }
}
