using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Tests.Nodes;

/// <summary>One of several engines on the same database, all at the same standing instant.</summary>
internal sealed class Node(string databaseText) : IDisposable, IClock
{
    public const string Rules = """
        metrics: [{key: steps}]
        achievements: [{key: three, when: {metric: steps, reaches: 3}}]
        points: [{key: xp, triggers: [{key: step, points: 10, metric: steps, every: 1}]}]
        leaderboards:
          - {key: all, rankBy: {metric: steps}, timeZone: UTC, start: 2026-01-01}
          - {key: week, rankBy: {points: xp}, start: 2026-03-02, repeat: {every: 7, unit: day}, timeZone: UTC}
        """;

    private Engine? engine;

    public static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 10, 0);

    public static StandingKey All => new(Space.Default.Id, "all", new LocalDate(2026, 1, 1), Group.All);

    public string DatabaseText { get; } = databaseText;

    public Engine Engine => engine ??= Engine.Open(new EngineOptions(DatabaseText, this));

    public Instant GetCurrentInstant() => Now;

    public Task<int> Apply(string rules) =>
        Engine.Apply(Space.Default, RulebookYaml.Read(rules).Rulebook ?? throw new ArgumentException("Not a rulebook.", nameof(rules)), "test");

    public Task<Answer> Step(string user, string? key = null)
    {
        var id = key is null ? InputIds.New(Now) : InputIds.OfKey(user, "steps", key);
        return Engine.Submit(new Submission(
            Space.Default, new MetricEvent(id, user, Now, "steps", 1) { IdempotencyKey = key }, key is not null, AtArrival: true));
    }

    /// <summary>Users and ranks of the board over all times.</summary>
    public string Board() => string.Join(' ', Engine.Projections.Standings.Page(All, 0, 1_000).Select(place => $"{place.Rank}.{place.User}:{place.Value}"));

    public void Dispose() => engine?.Dispose();
}
