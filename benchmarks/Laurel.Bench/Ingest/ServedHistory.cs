using Laurel.Bench.Http;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Ingest;

/// <summary>A server that starts on a generated history and goes on with it.</summary>
internal sealed record ServedHistory(History History, string Kind, TimeSpan StartedIn, long StartBytes, TimeSpan CaughtUpIn)
{
    public IReadOnlyList<string> Cells =>
        [Kind, Figure.Count(History.UserCount), Figure.Ms(StartedIn.TotalMilliseconds), Figure.Mib(StartBytes), Figure.Ms(CaughtUpIn.TotalMilliseconds)];

    public static async Task<ServedHistory> Run(LaurelServer server, (History History, string Kind, string Database) what)
    {
        BenchRun.Say($"  {what.History.Name}: a server on it, {what.Kind}…");
        var bytes = server.Child.ResidentBytes();
        var caughtUpIn = await PopulatedServer.CaughtUp(server, what.Database);
        BenchRun.Say($"    started in {server.StartedIn.TotalSeconds:0.0} s, up to date {caughtUpIn.TotalSeconds:0.00} s later");
        return new(what.History, what.Kind, server.StartedIn, bytes, caughtUpIn);
    }
}
