using System.ComponentModel;
using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using Laurel.Runtime.Databases;

namespace Laurel.Bench.Runs;

/// <summary>One run of the program: its settings, a folder that is gone afterwards, and the page that the tables go to.</summary>
internal sealed class BenchRun(BenchSettings settings) : IDisposable
{
    // Not the folder for temporary files, which may be memory: syncing must reach a disk.
    private readonly DirectoryInfo folder = Directory.CreateDirectory(
        Path.Combine(Environment.GetEnvironmentVariable("LAUREL_BENCH_FOLDER") ?? "/var/tmp", $"laurel-bench-{Environment.ProcessId}"));

    public BenchSettings Settings { get; } = settings;

    public string Rulebook { get; } = Path.Combine(AppContext.BaseDirectory, "rulebook.yaml");

    /// <summary>What one part found and later ones compare with; null when it has not run.</summary>
    public double? EventsPerSecond { get; set; }

    public string this[string name] => Path.Combine(folder.FullName, name);

    /// <summary>A new, empty folder.</summary>
    public string NewFolder(string name) => folder.CreateSubdirectory($"{name}-{Guid.NewGuid():n}").FullName;

    /// <summary>Runs a part and puts its tables in their place; false when something that it needs failed.</summary>
    public async Task<bool> Measure(string part, Func<BenchRun, Task<Section>> measure)
    {
        try
        {
            Say($"{part}…");
            await Write(part, measure);
            return true;
        }
        catch (Exception error) when (IsOfThePart(error))
        {
            Say($"{part} failed: {error.Message}");
            return false;
        }
    }

    /// <summary>Progress, on standard error.</summary>
    public static void Say(string what) => Console.Error.WriteLine(what);

    public void Dispose() => folder.Delete(recursive: true);

    // Something that was started or asked did not do its part; the other parts may go well. Anything else is a mistake in this program.
    private static bool IsOfThePart(Exception error) => error
        is InvalidOperationException or IOException or SocketException or HttpRequestException or OperationCanceledException or Win32Exception
        or DbException or DatabaseException or FormatException;

    private async Task Write(string part, Func<BenchRun, Task<Section>> measure)
    {
        var watch = Stopwatch.StartNew();
        var before = Machine.Load();
        var section = await measure(this);
        var text = $"""
            `./bench {part}{(Settings.IsFull ? " --full" : "")}` on {DateTime.UtcNow:yyyy-MM-dd}, {watch.Elapsed.TotalMinutes:0.0} minutes, load average {before} before and {Machine.Load()} after.
            {Machine.Describe()}

            {section.Text}
            """;
        Console.WriteLine(text);
        if (Settings.Document is { } document)
        {
            BenchPage.Replace(document, part, text);
        }
    }
}
