using System.Diagnostics;
using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Bench.Rederivations;

/// <summary>What one late event cost: milliseconds of all threads of the process, milliseconds until it was answered, bytes allocated.</summary>
internal readonly record struct LateCost(double Processor, double Wall, double Bytes);

/// <summary>Users with three years of lessons, and events that come late to them.</summary>
internal sealed class LateLoad(Engine engine, int seed)
{
    private static readonly Instant End = SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(1);
    private static readonly Duration Years = Duration.FromDays(3 * 365);
    private static readonly AttributeSet Hard = AttributeSet.Of([KeyValuePair.Create("difficulty", "hard")]);

    private readonly Random random = new(seed);

    /// <summary>A user with so many events, in the order in which they happened.</summary>
    public async Task Fill(string user, int count)
    {
        var zone = new UserPatch { TimeZone = new("Europe/Berlin"), Attributes = [KeyValuePair.Create<string, string?>("school", "school-1")] };
        Input[] first = [new Identify(InputId(), user, End - Years) { Patch = zone }];
        var events = Enumerable.Range(0, count).Select(_ => At(0)).Order().Select(at => One(user, at));
        foreach (var part in first.Concat(events).Chunk(1_000))
        {
            await Send(part);
        }
    }

    /// <summary>Sends each user an event that lies somewhere after a share of the history; the median of those after the first ones.</summary>
    public async Task<LateCost> Measure(IReadOnlyList<string> users, int warm, double share)
    {
        var costs = new List<LateCost>();
        foreach (var user in users)
        {
            var (watch, before, bytes) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
            await Send([One(user, At(share))]);
            costs.Add(new((Environment.CpuUsage.TotalTime - before).TotalMilliseconds, watch.Elapsed.TotalMilliseconds, GC.GetTotalAllocatedBytes() - bytes));
        }

        var measured = costs.Skip(warm).ToArray();
        return new(Median(measured, cost => cost.Processor), Median(measured, cost => cost.Wall), Median(measured, cost => cost.Bytes));
    }

    private static double Median(LateCost[] costs, Func<LateCost, double> figure) => costs.Select(figure).Order().ElementAt(costs.Length / 2);

    private async Task Send(IReadOnlyList<Input> inputs)
    {
        var answers = await engine.Submit([.. inputs.Select(input => new Submission(Space.Default, input, IsKeyed: false, AtArrival: false))]);
        if (answers.Any(answer => answer is not Answer.Accepted))
        {
            throw new InvalidOperationException("An event was refused.");
        }
    }

    private Instant At(double share) => Calendar.ToMillisecond(End - (Years * ((1 - share) * random.NextDouble())));

    private MetricEvent One(string user, Instant at)
    {
        var (metric, value) = random.Next(10) switch { < 7 => ("lessons-completed", 1m), < 9 => ("study-minutes", 12.5m), _ => ("courses-completed", 1m) };
        return new(InputId(), user, at, metric, value) { Attributes = random.Next(3) == 0 ? Hard : AttributeSet.Empty };
    }

    private static InputId InputId() => new(Guid.CreateVersion7());
}
