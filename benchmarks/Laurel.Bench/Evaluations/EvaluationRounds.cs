using System.Diagnostics;
using Laurel.Bench.Processes;
using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Bench.Evaluations;

/// <summary>What a round came to. Per second: of the processor time that the thread used, where the system tells it.</summary>
internal readonly record struct EvaluationRate(double PerSecond, double BytesEach);

/// <summary>Users who go on from round to round, and the events that they send.</summary>
internal sealed class EvaluationRounds
{
    private const int UsersCount = 1_000;
    private const int EventsCount = 200_000;

    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"];
    private static readonly AttributeSet Hard = AttributeSet.Of([KeyValuePair.Create("difficulty", "hard")]);

    private readonly Timeline timeline;
    private readonly Random random = new(1);
    private readonly UserState[] states;
    private Instant now = Instant.FromUtc(2026, 3, 2, 10, 0);

    public EvaluationRounds(Timeline timeline)
    {
        this.timeline = timeline;
        states = [.. Enumerable.Range(0, UsersCount).Select(First)];
    }

    /// <summary>One round; events are made before the clock runs.</summary>
    public EvaluationRate Next()
    {
        var events = Enumerable.Range(0, EventsCount).Select(_ => One()).ToArray();
        GC.Collect();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var (watch, before) = (Stopwatch.StartNew(), ThreadTime.OfThisThread());
        foreach (var (user, input) in events)
        {
            states[user] = ((Evaluated.Accepted)Evaluator.Evaluate(timeline, states[user], input)).Next;
        }

        var time = ThreadTime.OfThisThread() - before ?? watch.Elapsed;
        return new(EventsCount / time.TotalSeconds, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / EventsCount);
    }

    private UserState First(int user)
    {
        var patch = new UserPatch { TimeZone = new(Zones[user % Zones.Length]), Attributes = [KeyValuePair.Create<string, string?>("school", $"school-{user % 50}")] };
        var input = new Identify(new(Guid.CreateVersion7()), $"user-{user}", now) { Patch = patch };
        return ((Evaluated.Accepted)Evaluator.Evaluate(timeline, null, input)).Next;
    }

    // A day of 1,000 users has some 86,400 events.
    private (int User, Input Input) One()
    {
        now += Duration.FromSeconds(1);
        var user = random.Next(UsersCount);
        var (metric, value) = random.Next(10) switch { < 7 => ("lessons-completed", 1m), < 9 => ("study-minutes", 12.5m), _ => ("courses-completed", 1m) };
        return (user, new MetricEvent(new(Guid.CreateVersion7()), $"user-{user}", now, metric, value) { Attributes = random.Next(3) == 0 ? Hard : AttributeSet.Empty });
    }
}
