using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests.Engines;
using Xunit;

namespace Laurel.Runtime.Tests.Points;

/// <summary>Many at once: nothing is lost, doubled or given beyond its limit.</summary>
public sealed class ParallelPointsTests
{
    // Case 24.
    [Fact]
    public async Task Ceiling_EightAtOnceWithTwoHundredEach_IsExact()
    {
        using var fixture = new EngineFixture("""
            metrics: [{key: reports}]
            points:
              - key: xp
                triggers: [{key: report, points: 10, metric: reports, limits: [{awards: 1000, per: ever}]}]
                levels: {generate: {count: 10, base: 100, growth: 1.5}}
            """);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                Assert.IsType<Answer.Accepted>(await fixture.Event("ada", "reports"));
            }
        })));

        Assert.Equal(10_000, fixture.Engine.Find(Space.Default, "ada")?.Points[0].Balance);
        Assert.Equal(1_000, fixture.Count("select count(*) from points_awards"));
        Assert.Equal(600, fixture.Count("select count(*) from award_limits"));
        Assert.Equal(9, fixture.Count("select count(*) from level_changes"));
        Assert.Equal(9, fixture.Count("select count(distinct level) from level_changes"));
        Assert.Equal(1_600, fixture.Count("select count(*) from journal"));
    }

    // Case 25.
    [Fact]
    public async Task Wallet_ManyChangesAtOnce_SumExactlyAndHaveTheirRows()
    {
        using var fixture = new EngineFixture("metrics: [{key: reports}]\npoints: [{key: wallet}]");
        await fixture.Event("ada", "reports");
        var at = fixture.GetCurrentInstant();
        var answers = await Task.WhenAll(Enumerable.Range(-30, 81).Where(amount => amount != 0).Select(amount => fixture.Engine.Submit(new Submission(
            Space.Default, new AdjustPoints(InputIds.New(at), "ada", at, "wallet", amount) { Reason = "r", Author = "a" }, IsKeyed: false, AtArrival: false))));

        var accepted = answers.OfType<Answer.Accepted>().Select(answer => ((AdjustPoints)answer.Input).Amount).ToArray();
        Assert.Equal(accepted.Sum(), fixture.Engine.Find(Space.Default, "ada")?.Points[0].Balance);
        Assert.Equal(accepted.Length, fixture.Count("select count(*) from points_awards"));
        Assert.Equal(0, fixture.Count("select count(*) from points_awards where balance < 0"));
        Assert.True(accepted.Length < answers.Length, "Those that would have gone below zero are refused.");
    }
}
