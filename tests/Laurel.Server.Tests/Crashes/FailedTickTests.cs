using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

public sealed class FailedTickTests : IDisposable
{
    private readonly Workplace place = new();

    [Fact]
    public async Task Replay_TimeThatCannotPass_FailsAndIsCompletedLater()
    {
        (await LaurelProgram.Run("apply", place.Rulebook, "--database", $"sqlite:{place.DatabaseFile}")).Succeeded();
        place.Execute("create trigger failure before insert on streak_periods when new.user_id = 'ada' and new.period_start > '2026-01-07' begin select raise(abort, 'no room'); end");

        var failed = await place.Replay(place.Good, "--as-of", "2026-02-01T00:00:00Z");
        place.Execute("drop trigger failure");
        (await place.Replay(place.Good, "--as-of", "2026-02-01T00:00:00Z")).Succeeded();

        Assert.Equal(1, failed.Code);
        Assert.Contains("no room", Assert.Single(failed.ErrorLines), StringComparison.Ordinal);
        using var whole = new Workplace();
        (await whole.Replay(place.Good, "--as-of", "2026-02-01T00:00:00Z")).Succeeded();
        Assert.Equal(whole.Dump(), place.Dump());
    }

    public void Dispose() => place.Dispose();
}
