using Laurel.Runtime.Databases;
using Laurel.Server.Tests.Crashes;
using Xunit;

namespace Laurel.Server.Tests.CommandLine;

/// <summary>Database files and arguments that nothing can be done with.</summary>
public sealed class DatabaseFileTests : IDisposable
{
    private readonly Workplace place = new();

    [Fact]
    public async Task Replay_TextFile_LeavesItAlone()
    {
        File.WriteAllText(place.DatabaseFile, "Dear diary, this is not a database.");

        (await place.Replay(place.Good)).Failed($"laurel: {place.DatabaseFile}: The file is not a SQLite database.");

        Assert.Equal("Dear diary, this is not a database.", File.ReadAllText(place.DatabaseFile));
    }

    [Fact]
    public async Task Replay_DatabaseOfAnotherProgram_LeavesItAlone()
    {
        place.Execute("pragma application_id = 7; pragma journal_mode = delete");
        var before = File.ReadAllBytes(place.DatabaseFile);

        (await place.Replay(place.Good)).Failed($"laurel: {place.DatabaseFile} is a SQLite database of another program.");

        Assert.Equal(before, File.ReadAllBytes(place.DatabaseFile));
    }

    [Fact]
    public async Task Replay_DatabaseOfANewerProgram_LeavesItAlone()
    {
        (await place.Replay(place.Good)).Succeeded();
        place.Execute($"pragma user_version = {Migrations.Latest + 1}; pragma journal_mode = delete");
        var before = File.ReadAllBytes(place.DatabaseFile);

        (await place.Replay(place.Good)).Failed(
            $"laurel: {place.DatabaseFile} has schema version {Migrations.Latest + 1}; this program knows up to {Migrations.Latest}. Use a newer Laurel.");

        Assert.Equal(before, File.ReadAllBytes(place.DatabaseFile));
    }

    [Fact]
    public async Task Replay_FileThatIsInUse_SaysSo()
    {
        (await place.Replay(place.Good)).Succeeded();
        using var database = SqliteDatabase.Open(place.DatabaseFile);
        using var writer = database.OpenWriter();

        (await place.Replay(place.Good)).Failed(
            $"laurel: {place.DatabaseFile} is in use by another Laurel process. Stop it first, or use another file.");
        Assert.NotEmpty(await place.Export("totals"));
    }

    [Fact]
    public async Task Serve_FileOfARunningServer_SaysSo()
    {
        using var server = await RunningServer.Start(place);
        string[] inUse = [$"laurel: {place.DatabaseFile} is in use by another Laurel process. Stop it first, or use another file."];

        (await LaurelProgram.Run("serve", "--database", $"sqlite:{place.DatabaseFile}", "--urls", "http://127.0.0.1:0")).Failed(inUse);
        (await place.Replay(place.Good)).Failed(inUse);

        Assert.Equal(System.Net.HttpStatusCode.Created, await server.Send("ada", "still-here"));
        Assert.Equal("user,metric,total\nada,steps,1\nada,effort,1\n", await place.Export("totals"));
    }

    [Fact]
    public async Task Replay_AnotherRulebook_LeavesTheDatabaseAlone()
    {
        (await place.Replay(place.Good)).Succeeded();
        var before = place.Dump();
        var other = place.Write("other.yaml", "metrics: [{key: steps}]");

        (await LaurelProgram.Run("replay", place.Good, "--rulebook", other, "--database", $"sqlite:{place.DatabaseFile}")).Failed(
            $"laurel: {place.DatabaseFile} has another rulebook (version 1) than {other}; use 'laurel apply' to change it, or another --database.");

        Assert.Equal(before, place.Dump());
    }

    [Theory]
    [InlineData("postgres:laurel", "'postgres:laurel' is not understood; write sqlite:FILE, for example sqlite:data/laurel.db, or postgres://user:password@host:5432/name.")]
    [InlineData("sqlite:", "'sqlite:' is not understood; write sqlite:FILE, for example sqlite:data/laurel.db, or postgres://user:password@host:5432/name.")]
    public async Task Replay_BadDatabase_SaysSo(string database, string problem) =>
        (await LaurelProgram.Run("replay", place.Good, "--rulebook", place.Rulebook, "--database", database)).Failed($"laurel: --database: {problem}");

    [Theory]
    [InlineData("yesterday", "'yesterday' is not an instant; write 2026-08-22T00:00:00Z.")]
    [InlineData("9999-01-01T00:00:00Z", "'9999-01-01T00:00:00Z' does not lie between 1970-01-01T00:00:00Z and 2200-01-01T00:00:00Z.")]
    public async Task Replay_BadAsOf_SaysSo(string instant, string problem)
    {
        (await place.Replay(place.Good, "--as-of", instant)).Failed($"laurel: --as-of: {problem}");

        Assert.False(File.Exists(place.DatabaseFile));
    }

    [Fact]
    public async Task Replay_MissingFiles_AreNamed()
    {
        var missing = place["missing"];

        (await place.Replay(missing)).Failed($"laurel: {missing} does not exist.");
        (await place.Replay(place.Good, "--users", missing)).Failed($"laurel: {missing} does not exist.");
        (await LaurelProgram.Run("replay", place.Good, "--rulebook", missing, "--database", $"sqlite:{place.DatabaseFile}"))
            .Failed($"laurel: {missing} does not exist.");
        (await LaurelProgram.Run("replay", place.Good, "--database", $"sqlite:{place.DatabaseFile}"))
            .Failed($"laurel: --database: {place.DatabaseFile} does not exist; name a rulebook with --rulebook to create it.");
        (await LaurelProgram.Run("export", "totals", "--database", $"sqlite:{place.DatabaseFile}"))
            .Failed($"laurel: --database: {place.DatabaseFile} does not exist.");
        Assert.False(File.Exists(place.DatabaseFile));
    }

    [Fact]
    public async Task Replay_FolderForAFile_SaysSo() =>
        (await place.Replay(Path.GetTempPath())).Failed($"laurel: {Path.GetTempPath()} is a folder, not a file.");

    public void Dispose() => place.Dispose();
}
