using System.IO.Compression;
using Xunit;

namespace Laurel.Server.Tests.CommandLine;

public sealed class ReplayCommandTests : IDisposable
{
    private const string Mend = "laurel: Nothing was applied. Mend the file, or use --keep-going to leave such rows out.";
    private const string Before = "ada,steps,2026-01-05T10:00:00Z,4";
    private const string After = "ada,steps,2026-01-07T10:00:00Z,5";

    private readonly Workplace place = new();

    [Fact]
    public async Task Replay_Twice_ChangesNothingTheSecondTime()
    {
        var users = place.Write("users.csv", "user,name,tz,attr.plan\nada,Ada,Europe/Paris,pro\neve,Eve,Asia/Tokyo,\n");
        var first = (await place.Replay(place.Good, "--users", users)).Succeeded();
        var (dump, exports) = (place.Dump(), await place.Exports());

        var second = (await place.Replay(place.Good, "--users", users)).Succeeded();

        Assert.Contains("3 (3 new, 0 known already, 0 broken or refused)", first, StringComparison.Ordinal);
        Assert.Contains("3 (0 new, 3 known already, 0 broken or refused)", second, StringComparison.Ordinal);
        Assert.Equal(dump, place.Dump());
        Assert.Equal(exports, await place.Exports());
    }

    [Fact]
    public async Task Replay_GzipAndLines_GiveTheSame()
    {
        (await place.Replay(place.Good)).Succeeded();
        using var packed = new Workplace();
        using var lines = new Workplace();

        (await packed.Replay(Gzip(place.Good))).Succeeded();
        (await lines.Replay(place.Write("events.ndjson", """
            {"user": "ada", "metric": "steps", "ts_utc": "2026-01-05T10:00:00Z", "value": 4}
            {"user": "bob", "metric": "steps", "ts_utc": "2026-01-06T10:00:00Z", "value": 40}
            {"user": "ada", "metric": "steps", "ts_utc": "2026-01-07T10:00:00Z", "value": 5.5}
            """))).Succeeded();

        Assert.Equal(place.Dump(), packed.Dump());
        Assert.Equal(place.Dump(), lines.Dump());
    }

    [Fact]
    public async Task Export_AfterReplay_HasTheFixedColumns()
    {
        (await place.Replay(place.Good, "--as-of", "2026-01-13T00:00:00Z")).Succeeded();

        Assert.Equal("user,metric,total\nada,steps,9.5\nada,effort,9.5\nbob,steps,40\nbob,effort,40\n", await place.Export("totals"));
        Assert.Equal("user,streak,length,longest,longest_start,longest_end,started\n", FirstLine(await place.Export("streaks")));
        Assert.Equal("user,system,balance,level\nada,xp,9,low\nbob,xp,90,high\n", await place.Export("points"));
        Assert.Equal("user,achievement,completed_at,backdated\nbob,ten,2026-01-06T10:00:00.000Z,false\n", await place.Export("achievements"));
        Assert.Equal(
            "rank,user,score,reached_at\n1,bob,90,2026-01-06T10:00:00.000Z\n2,ada,9,2026-01-07T10:00:00.000Z\n",
            await place.Export("standings", "--board", "week", "--run", "2026-01-05"));
    }

    [Theory]
    [InlineData("ada,steps,yesterday,4", "ts_utc: 'yesterday' is not an instant such as 2026-03-01T12:00:00.000Z or 2026-03-01T12:00:00+01:00")]
    [InlineData("ada,steps,9999-01-02T10:00:00Z,4", "ts_utc: '9999-01-02T10:00:00Z' does not lie between 1970-01-01T00:00:00Z and 2200-01-01T00:00:00Z")]
    [InlineData("ada,steps,1969-12-31T23:59:59Z,4", "ts_utc: '1969-12-31T23:59:59Z' does not lie between 1970-01-01T00:00:00Z and 2200-01-01T00:00:00Z")]
    [InlineData("ada,steps,2026-01-06T10:00:00Z,NaN", "value: 'NaN' is not a number")]
    [InlineData("ada,steps,2026-01-06T10:00:00Z,1e400", "value: '1e400' needs more than 28 digits before or after the point")]
    [InlineData("ada,steps,2026-01-06T10:00:00Z", "the row has 3 columns, the header has 4")]
    [InlineData(",steps,2026-01-06T10:00:00Z,4", "user: is empty")]
    [InlineData("ada,stairs,2026-01-06T10:00:00Z,4", "unknown_metric: the rulebook has no metric 'stairs'")]
    [InlineData("ada,effort,2026-01-06T10:00:00Z,4", "combined_metric: effort is a sum of other metrics; events go to those")]
    [InlineData("ada,steps,2026-01-06T10:00:00Z,1000000000000001", "value_out_of_range: the value of steps must lie between -1000000000000000 and 1000000000000000, with at most 9 decimals")]
    [InlineData("ada,steps,2026-01-06T10:00:00Z,0.0000000001", "value_out_of_range: the value of steps must lie between -1000000000000000 and 1000000000000000, with at most 9 decimals")]
    public async Task Replay_BadRow_AppliesNothing(string row, string problem)
    {
        var events = place.Events(Before, row, After);

        (await place.Replay(events)).Failed($"{events}: line 3: {problem}", Mend);

        AssertEmpty();
    }

    [Fact]
    public async Task Replay_LongUser_AppliesNothing()
    {
        var events = place.Events(Before, $"{new string('u', 300)},steps,2026-01-06T10:00:00Z,4", After);

        (await place.Replay(events)).Failed($"{events}: line 3: user: has 300 characters, at most 255 are allowed", Mend);

        AssertEmpty();
    }

    [Fact]
    public async Task Replay_UndeclaredEventAttribute_AppliesNothing()
    {
        var events = place.Write("events.csv", "user,metric,ts_utc,attrs\nada,steps,2026-01-05T10:00:00Z,\nada,steps,2026-01-06T10:00:00Z,\"{\"\"colour\"\":\"\"red\"\"}\"\n");

        (await place.Replay(events)).Failed($"{events}: line 3: unknown_event_attribute: the rulebook declares no event attribute colour", Mend);

        AssertEmpty();
    }

    [Theory]
    [InlineData("user,tz\nada,Mars/Olympus\n", "unknown_time_zone: there is no time zone 'Mars/Olympus'; write an IANA name such as Europe/Paris")]
    [InlineData("user,tz\neve,Mars/Olympus\n", "unknown_time_zone: there is no time zone 'Mars/Olympus'; write an IANA name such as Europe/Paris")]
    [InlineData("user,attr.colour\nada,red\n", "unknown_user_attribute: the rulebook declares no user attribute colour")]
    public async Task Replay_BadUser_AppliesNothing(string text, string problem)
    {
        var users = place.Write("users.csv", text);

        (await place.Replay(place.Good, "--users", users)).Failed($"{users}: line 2: {problem}", Mend);

        AssertEmpty();
    }

    [Theory]
    [InlineData("ada,steps,yesterday,4")]
    [InlineData("ada,stairs,2026-01-06T10:00:00Z,4")]
    public async Task Replay_KeepGoing_LeavesTheBadRowOut(string row)
    {
        var events = place.Events(Before, row, After);

        var ran = await place.Replay(events, "--keep-going");

        Assert.StartsWith($"{events}: line 3: ", Assert.Single(ran.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, ran.Code);
        Assert.Contains("(2 new, 0 known already, 1 broken or refused)", ran.Output, StringComparison.Ordinal);
        Assert.Equal("user,metric,total\nada,steps,9\nada,effort,9\n", await place.Export("totals"));
    }

    [Fact]
    public async Task Replay_MendedFile_IsWhole()
    {
        await place.Replay(place.Events(Before, "ada,stairs,2026-01-06T10:00:00Z,4", After));

        (await place.Replay(place.Events(Before, "ada,steps,2026-01-06T10:00:00Z,4", After))).Succeeded();

        Assert.Equal("user,metric,total\nada,steps,13\nada,effort,13\n", await place.Export("totals"));
    }

    [Fact]
    public async Task Replay_EventBeforeTheUsersTime_IsPlacedWhereItBelongs()
    {
        (await place.Replay(place.Good)).Succeeded();

        (await place.Replay(place.Events("ada,steps,2026-01-06T10:00:00Z,4"))).Succeeded();

        Assert.Equal("user,metric,total\nada,steps,13.5\nada,effort,13.5\nbob,steps,40\nbob,effort,40\n", await place.Export("totals"));
    }

    [Fact]
    public async Task Replay_TruncatedGzip_AppliesNothing()
    {
        var packed = Gzip(place.Good);
        File.WriteAllBytes(packed, File.ReadAllBytes(packed)[..^20]);

        var ran = await place.Replay(packed);

        ran.Failed(ran.ErrorLines[0], Mend);
        Assert.EndsWith("it was probably cut off", ran.ErrorLines[0], StringComparison.Ordinal);
        AssertEmpty();
    }

    public void Dispose() => place.Dispose();

    private static string FirstLine(string text) => text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)];

    private string Gzip(string file)
    {
        using var packed = File.Create(place["events.csv.gz"]);
        using var gzip = new GZipStream(packed, CompressionLevel.Optimal);
        gzip.Write(File.ReadAllBytes(file));
        return place["events.csv.gz"];
    }

    // A new database has its first space, and nothing in it.
    private void AssertEmpty() =>
        Assert.True(!File.Exists(place.DatabaseFile) || place.Dump().TrueForAll(row => row.StartsWith("spaces|", StringComparison.Ordinal)));
}
