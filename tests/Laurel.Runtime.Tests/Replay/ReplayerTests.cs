using Laurel.Core.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Replay;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests.Engines;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class ReplayerTests
{
    private static readonly Dictionary<string, UserRow> Nobody = [];

    [Fact]
    public async Task Run_UserByUser_LetsEverybodysTimePass()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        var summary = await new Replayer(fixture.Engine, Space.Default).Run(
            [Row("ada", "2026-02-02T10:00:00Z"), Row("ada", "2026-02-03T10:00:00Z"), Row("bob", "2026-02-01T10:00:00Z"), Row("bob", "2026-02-20T10:00:00Z")], Nobody, null, CancellationToken.None);

        Assert.Equal((4, 0, 0), (summary.Applied, summary.Known, summary.Refused));
        Assert.Equal(EngineFixture.At("2026-02-20T10:00:00Z"), summary.AsOf);
        Assert.Equal("ada,bob", fixture.Text("select user_id from streak_periods where outcome = 'broken' order by user_id"));
        Assert.Equal(0, fixture.Count($"select count(*) from users where next_due_at <= {summary.AsOf.ToUnixTimeMilliseconds()}"));
    }

    [Fact]
    public async Task Run_Again_ChangesNothing()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        EventRow[] rows = [Row("ada", "2026-02-02T10:00:00Z"), Row("bob", "2026-02-01T10:00:00Z")];
        await new Replayer(fixture.Engine, Space.Default).Run(rows, Nobody, null, CancellationToken.None);
        var states = fixture.Text("select state from users order by user_id");

        var again = await new Replayer(fixture.Engine, Space.Default).Run(rows, Nobody, null, CancellationToken.None);

        Assert.Equal((0, 2), (again.Applied, again.Known));
        Assert.Equal(states, fixture.Text("select state from users order by user_id"));
    }

    [Fact]
    public async Task Run_UsersMixed_IsAMistakeOfTheCaller()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        EventRow[] rows = [Row("ada", "2026-02-02T10:00:00Z"), Row("bob", "2026-02-03T10:00:00Z"), Row("ada", "2026-02-04T10:00:00Z")];

        await Assert.ThrowsAsync<ArgumentException>(() => new Replayer(fixture.Engine, Space.Default).Run(rows, Nobody, null, CancellationToken.None));
    }

    [Fact]
    public async Task Tick_WhenNothingIsDue_ChangesNothing()
    {
        using var fixture = new EngineFixture(EngineTests.Rules);
        await fixture.Event("ada", "lessons");
        var state = fixture.Text("select state from users");

        var answer = await fixture.Engine.Submit(new Submission(Space.Default, new Tick("ada", EngineFixture.At("2026-03-02T11:00:00Z")), IsKeyed: false, AtArrival: false));

        Assert.IsType<Answer.Applied>(answer);
        Assert.Equal(state, fixture.Text("select state from users"));
    }

    private static EventRow Row(string user, string at) => new(2, null, user, "lessons", EngineFixture.At(at), 1, null, null);
}
