using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Due;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Tests.Databases;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Tests.Engines;

/// <summary>An engine on a database of its own, with a clock that only the test moves.</summary>
internal sealed class EngineFixture : IDisposable, IClock
{
    private readonly TestDatabase database = new();
    private Instant now = At("2026-03-02T10:00:00Z");

    public EngineFixture(string rulebook)
    {
        Engine = Open();
        Apply(rulebook).GetAwaiter().GetResult();
    }

    public Engine Engine { get; private set; }

    public string File => database.File;

    public static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    public static Rulebook Rules(string yaml)
    {
        var reading = RulebookYaml.Read(yaml);
        return reading.Rulebook ?? throw new ArgumentException(string.Join('\n', reading.Problems), nameof(yaml));
    }

    public Instant GetCurrentInstant() => now;

    public void MoveTo(string instant) => now = At(instant);

    public Task<int> Apply(string rulebook) => Engine.Apply(Space.Default, Rules(rulebook), "test");

    /// <summary>Closes the engine and opens it again, as a restart does.</summary>
    public void Restart()
    {
        Engine.Dispose();
        Engine = Open();
    }

    /// <summary>An event that happens now.</summary>
    public Task<Answer> Event(string user, string metric, decimal value = 1, string? key = null) =>
        Engine.Submit(EventOf(user, metric, value, key));

    public Submission EventOf(string user, string metric, decimal value = 1, string? key = null, string? zone = null)
    {
        var id = key is null ? InputIds.New(now) : InputIds.OfKey(user, metric, key);
        var patch = zone is null ? UserPatch.Nothing : new UserPatch { TimeZone = new Change<string?>(zone) };
        return new(Space.Default, new MetricEvent(id, user, now, metric, value) { IdempotencyKey = key, Patch = patch }, key is not null, AtArrival: true);
    }

    public Task Tick() => new DueWorker(Engine, Space.Default).RunOnce(CancellationToken.None);

    public long Count(string sql) => Engine.Database.Number(sql);

    /// <summary>The first column of all rows, separated by commas.</summary>
    public string Text(string sql) => Engine.Database.Text(sql);

    public void Dispose()
    {
        Engine.Dispose();
        database.Dispose();
    }

    private Engine Open() => Engine.Open(new EngineOptions(database.Text, this));
}
