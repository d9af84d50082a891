using System.Diagnostics;

namespace Laurel.Bench.Processes;

/// <summary><c>laurel serve</c> on a database of its own.</summary>
internal sealed class LaurelServer : IDisposable
{
    public const string AdminKey = "bench.0123456789abcdef0123456789abcdef";

    private const string Greeting = "Laurel is at ";

    private LaurelServer(Child child, string url, TimeSpan startedIn) => (Child, Url, StartedIn) = (child, url, startedIn);

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "laurel");

    public Child Child { get; }

    public string Url { get; }

    /// <summary>From the start of the process until it listened, with everything in memory that it serves from.</summary>
    public TimeSpan StartedIn { get; }

    public static Task<LaurelServer> Start(string database, string rulebook) => Start(
        Program, "serve", "--database", database, "--rulebook", rulebook, "--urls", "http://127.0.0.1:0", "--admin-key", AdminKey);

    /// <summary>Starts any program that greets as Laurel does.</summary>
    public static async Task<LaurelServer> Start(string program, params IEnumerable<string> arguments)
    {
        var watch = Stopwatch.StartNew();
        var (child, line) = await Child.StartUntilGreeting(program, arguments);
        if (line.StartsWith(Greeting, StringComparison.Ordinal))
        {
            return new(child, line[Greeting.Length..], watch.Elapsed);
        }

        child.Dispose();
        throw new InvalidOperationException($"{program} said: {line}");
    }

    public void Dispose() => Child.Dispose();
}
