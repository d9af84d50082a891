using System.CommandLine;
using Laurel.Bench.Evaluations;
using Laurel.Bench.Handwritten;
using Laurel.Bench.Http;
using Laurel.Bench.Ingest;
using Laurel.Bench.Rederivations;
using Laurel.Bench.Runs;
using Laurel.Bench.Standings;

// ./bench builds this and runs it. A part measures one thing and writes its section of docs/internals/benchmarks.md.
var all = new Dictionary<string, Func<BenchRun, Task<Section>>>(StringComparer.Ordinal)
{
    ["core"] = CorePart.Run,
    ["standings"] = StandingsPart.Run,
    ["http"] = HttpPart.Run,
    ["handwritten"] = HandwrittenPart.Run,
    ["ingest"] = IngestPart.Run,
    ["rederive"] = RederivePart.Run,
};

var parts = new Argument<string[]>("part") { Description = $"What to measure: {string.Join(", ", all.Keys)}. All when absent.", Arity = ArgumentArity.ZeroOrMore };
parts.AcceptOnlyFromAmong([.. all.Keys]);
var options = BenchOptions.Create();
var root = new RootCommand("Measures Laurel on this machine.") { parts };
options.AddTo(root);
root.Subcommands.Add(EmptyServer.Command());
root.SetAction(async (parsed, cancellation) =>
{
    using var run = new BenchRun(options.Of(parsed));
    var failed = 0;
    foreach (var part in parsed.GetValue(parts) is { Length: > 0 } named ? named : [.. all.Keys])
    {
        if (cancellation.IsCancellationRequested)
        {
            return failed + 1;
        }

        failed += await run.Measure(part, all[part]) ? 0 : 1;
    }

    return failed;
});
return await root.Parse(args).InvokeAsync();
