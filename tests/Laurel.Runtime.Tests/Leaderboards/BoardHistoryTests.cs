using System.Globalization;
using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests.Engines;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Laurel.Runtime.Tests.Leaderboards;

/// <summary>
/// Random histories through a real engine with restarts: every ranking equals the one recomputed from the bare list of events
/// with a plain sort, and list, page and rank agree.
/// </summary>
public sealed class BoardHistoryTests
{
    private const string Rules = """
        metrics: [{key: laps}, {key: help}]
        attributes: {event: [{key: hits}]}
        leaderboards:
          - {key: best, rankBy: {metric: laps}, aggregation: maximum, tieBreakers: [{event: hits, order: ascending}]}
          - {key: fastest, rankBy: {metric: laps}, aggregation: minimum, order: ascending, tieBreakers: [{metric: help}, {metric: laps, aggregation: count, order: ascending}], ranks: competition}
          - {key: latest, rankBy: {metric: laps}, aggregation: latest, ranks: dense}
          - {key: average, rankBy: {metric: laps}, aggregation: average, tieBreakers: [{metric: help, aggregation: maximum}], ranks: dense}
          - {key: count, rankBy: {metric: laps}, aggregation: count, order: ascending}
          - {key: mixed, rankBy: {sum: [{metric: laps, weight: 2}, {metric: help, weight: -0.5}]}, ranks: competition}
        """;

    private static readonly string[] Users = [.. Enumerable.Range(0, 12).Select(i => $"user-{i}")];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Rankings_AfterARandomHistory_EqualAPlainSort(int seed)
    {
        using var fixture = new EngineFixture(Rules);
        var random = new Random(seed);
        var events = new List<MetricEvent>();
        for (var step = 0; step < 60; step++)
        {
            fixture.MoveTo(InstantPattern.ExtendedIso.Format(fixture.GetCurrentInstant() + Duration.FromMinutes(random.Next(3))));
            var made = Enumerable.Range(0, random.Next(1, 6)).Select(_ => RandomEvent(fixture, random)).ToList();
            events.AddRange(made);
            await fixture.Engine.Submit([.. made.Select(input => new Submission(Space.Default, input, IsKeyed: false, AtArrival: false))]);
            if (random.Next(10) == 0)
            {
                fixture.Restart();
            }

            Compare(fixture, events);
        }
    }

    private static MetricEvent RandomEvent(EngineFixture fixture, Random random) =>
        new(InputIds.New(fixture.GetCurrentInstant()), Users[random.Next(Users.Length)], fixture.GetCurrentInstant(), random.Next(3) == 0 ? "help" : "laps", random.Next(-2, 3))
        {
            Attributes = random.Next(3) == 0 ? AttributeSet.Empty : AttributeSet.Of([KeyValuePair.Create("hits", random.Next(2).ToString(CultureInfo.InvariantCulture))]),
        };

    private static void Compare(EngineFixture fixture, List<MetricEvent> events)
    {
        foreach (var board in fixture.Engine.TimelineOf(Space.Default)?.Current.Rulebook.Leaderboards ?? [])
        {
            var expected = NaiveBoard.Rank(board, events);
            var key = new StandingKey(Space.Default.Id, board.Key, board.StartOn, Group.All);
            var standings = fixture.Engine.Projections.Standings;
            Assert.Equal(expected, standings.Page(key, 0, 100));
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.Equal([expected[i]], standings.Page(key, i, 1));
                Assert.True(standings.TryFind(key, expected[i].User, out var place));
                Assert.Equal(expected[i], place);
                Assert.Equal(i, standings.PositionOf(key, expected[i].User));
            }

            Assert.Equal(expected, expected.Reverse().Order(new PlaceOrder(board)));
        }
    }
}
