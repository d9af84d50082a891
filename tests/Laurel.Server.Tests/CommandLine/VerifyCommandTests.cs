using Xunit;

namespace Laurel.Server.Tests.CommandLine;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly Workplace place = new();

    [Fact]
    public async Task Verify_OfWhatWasReplayed_FindsNothing()
    {
        (await place.Replay(place.Good)).Succeeded();

        var found = (await LaurelProgram.Run("verify", "--database", place.Database)).Succeeded();

        Assert.Contains("users     2\ninputs    3\nfound     0 differences\n", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfTamperedRows_PrintsEach_AndRepairsThem()
    {
        (await place.Replay(place.Good)).Succeeded();
        var (exports, inputs) = (await place.Exports(), place.Query("select count(*) from journal"));
        place.Execute("update points_awards set amount = amount + 100 where user_id = 'bob' and amount = 50");
        place.Execute("update scores set value = '41' where user_id = 'bob' and leaderboard = 'all'");
        place.Execute("delete from achievement_completions where user_id = 'bob' and achievement = 'ten'");

        var found = await LaurelProgram.Run("verify", "--database", place.Database);
        Assert.Equal((1, ""), (found.Code, found.Error));
        var lines = found.Output.Split('\n');
        Assert.Contains("bob: balance xp: stored 90, derived 190 in awards", lines);
        Assert.Contains(lines, line => line.StartsWith("bob: points_awards ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("bob: achievement_completions ", StringComparison.Ordinal) && line.Contains("stored nothing", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("bob: scores all 1970-01-01: stored 41 reached at 2026-01-06T10:00:00Z, derived 40 reached at 2026-01-06T10:00:00Z", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("ada", StringComparison.Ordinal));

        var repaired = await LaurelProgram.Run("verify", "--repair", "--database", place.Database);
        Assert.Equal(1, repaired.Code);
        Assert.Contains("repaired  1 users", repaired.Output, StringComparison.Ordinal);
        await place.Verify();
        Assert.Equal(exports, await place.Exports());
        Assert.Equal(inputs, place.Query("select count(*) from journal"));
    }

    [Theory]
    [InlineData("delete from achievement_completions where user_id = 'bob'", "update points_awards set amount = amount + 100, base_amount = 7 where user_id = 'bob' and amount = 50")]
    [InlineData("delete from points_awards", "delete from level_changes", "delete from streak_periods", "update scores set value = '41'")]
    [InlineData("update users set state = replace(state, '\"balance\":90', '\"balance\":9')", "insert into level_changes select space_id, user_id, points_system, at, seq + 1, ordinal, level, previous_level, fact_id, input_id, parent_id from level_changes")]
    public async Task Repair_ThenLateEvents_LeadsToWhatWouldHaveBeen(params string[] tampering)
    {
        using var untouched = new Workplace();
        string[] late = ["bob,steps,2026-01-05T09:00:00Z,3", "ada,steps,2026-01-06T09:00:00Z,2", "bob,steps,2026-01-07T09:00:00Z,1", "ada,steps,2026-01-05T11:00:00Z,8"];
        (await place.Replay(place.Good)).Succeeded();
        Array.ForEach(tampering, place.Execute);

        Assert.Contains("repaired  ", (await LaurelProgram.Run("verify", "--repair", "--database", place.Database)).Output, StringComparison.Ordinal);
        (await place.Replay(place.Events(late))).Succeeded();
        (await untouched.Replay(untouched.Events([.. late, .. File.ReadLines(place.Good).Skip(1)]))).Succeeded();

        await place.Verify();
        Assert.Equal(await untouched.Exports(), await place.Exports());
    }

    [Fact]
    public async Task Verify_After_LeavesOutWhoComesBefore()
    {
        (await place.Replay(place.Good)).Succeeded();
        place.Execute("update scores set value = '41' where user_id = 'bob' and leaderboard = 'all'");

        Assert.Equal(1, (await LaurelProgram.Run("verify", "--after", "ada", "--database", place.Database)).Code);
        Assert.Contains("users     0\n", (await LaurelProgram.Run("verify", "--after", "bob", "--database", place.Database)).Succeeded(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update run_standings set value = '1000' where user_id = 'ada'", "ada: archive week 2026-01-05: stored place 2 with rank 2, derived place 1 with rank 1", "bob: archive week 2026-01-05: stored place 1 with rank 1, derived place 2 with rank 2")]
    [InlineData("update run_standings set rank = 1", "ada: archive week 2026-01-05: stored place 2 with rank 1, derived place 2 with rank 2")]
    [InlineData("update run_standings set rank = 7 where user_id = 'bob'", "bob: archive week 2026-01-05: stored place 1 with rank 7, derived place 1 with rank 1")]
    [InlineData("update run_standings set user_id = 'bob'", "bob: archive week 2026-01-05: stored place 2 with rank 2, derived place 1 with rank 1")]
    public async Task Verify_OfATamperedArchive_PrintsWhoStandsWrong_AndRepairsNothing(string tampering, params string[] expected)
    {
        await Archive();
        place.Execute(tampering);

        var found = await LaurelProgram.Run("verify", "--repair", "--database", place.Database);

        Assert.Equal(1, found.Code);
        Assert.Equal(expected, found.Output.Split('\n').Where(line => line.Contains("archive", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("repaired  ", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfANumberBeyondTheUsers_PrintsIt_AndRepairsNothing()
    {
        (await place.Replay(place.Good)).Succeeded();
        place.Execute("update journal set seq = 90 where user_id = 'ada' and seq = 2");

        var found = await LaurelProgram.Run("verify", "--repair", "--database", place.Database);

        Assert.Equal(1, found.Code);
        Assert.Contains("ada: journal input 90: stored once, derived nothing\nusers     2\ninputs    3\nfound     1 differences\n", found.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("repaired  ", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfAnArchiveThatAnErasedUserLeft_FindsNothing()
    {
        await Archive();
        place.Execute("delete from run_standings where user_id = 'bob'");

        await place.Verify();
    }

    public void Dispose() => place.Dispose();

    // The week from the 5th on is over.
    private async Task Archive()
    {
        (await place.Replay(place.Events("ada,steps,2026-01-05T10:00:00Z,4", "bob,steps,2026-01-06T10:00:00Z,40", "ada,steps,2026-01-20T10:00:00Z,1"))).Succeeded();
        Assert.Equal(["bob|1", "ada|2"], place.Query("select user_id, rank from run_standings where run_on = '2026-01-05' order by position"));
        await place.Verify();
    }
}
