using Laurel.Runtime.Tests;
using Laurel.Server.Tests.Histories;
using Xunit;

namespace Laurel.Server.Tests.CommandLine;

/// <summary>The example of the project's page, as a user runs it.</summary>
public sealed class ExampleTests : IDisposable
{
    private readonly Workplace place = new();

    [Fact]
    public async Task Replay_OpenSource_ShowsSomethingReal()
    {
        var example = Path.Combine(RepositoryFiles.Root, "examples", "open-source");
        var events = CsvTable.Rows(Path.Combine(example, "events.csv"));

        var output = (await LaurelProgram.Run(
            "replay", Path.Combine(example, "events.csv"), "--users", Path.Combine(example, "users.csv"),
            "--rulebook", Path.Combine(example, "rulebook.yaml"), "--database", $"sqlite:{place.DatabaseFile}")).Succeeded();

        Assert.Contains($"events    {events.Count} ({events.Count} new", output, StringComparison.Ordinal);
        var totals = CsvTable.RowsOf(await place.Export("totals")).Where(row => row[1] == "contributions");
        Assert.Equal(
            events.GroupBy(row => row[1]).Select(user => $"{user.Key} {user.Count()}").Order(StringComparer.Ordinal),
            totals.Select(row => $"{row[0]} {row[2]}"));
        Assert.Equal(66, CsvTable.RowsOf(await place.Export("standings", "--board", "all")).Count);
    }

    public void Dispose() => place.Dispose();
}
