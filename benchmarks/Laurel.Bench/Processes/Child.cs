using System.Diagnostics;

namespace Laurel.Bench.Processes;

/// <summary>A program that runs beside this one, and ends with it at the latest.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OutputLimit = TimeSpan.FromHours(1);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(100);

    private readonly Process process;

    private Child(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Starts a program that says on its first line where it is; what else it says is not looked at.</summary>
    public static async Task<(Child Child, string Line)> StartUntilGreeting(string program, params IEnumerable<string> arguments)
    {
        var child = Start(program, arguments);
        var first = new TaskCompletionSource<string?>();
        child.process.OutputDataReceived += (_, line) => first.TrySetResult(line.Data);
        child.process.BeginOutputReadLine();
        try
        {
            return (child, await first.Task.WaitAsync(GreetingLimit) ?? throw new InvalidOperationException($"{program} ended at its start."));
        }
        catch (Exception error)
        {
            child.Dispose();
            throw error is TimeoutException ? new InvalidOperationException($"{program} did not say within {GreetingLimit} where it is.", error) : error;
        }
    }

    /// <summary>Starts a program; what it writes to standard output waits to be read.</summary>
    public static Child Start(string program, params IEnumerable<string> arguments) => new(
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
        ?? throw new InvalidOperationException($"{program} did not start."));

    /// <summary>Runs a program to its end, within an hour, and returns what it wrote; it must end with code 0.</summary>
    public static Task<string> Output(string program, params IEnumerable<string> arguments) => OutputWithin(OutputLimit, program, arguments);

    /// <summary>The same within another time; a program that takes longer is stopped.</summary>
    public static async Task<string> OutputWithin(TimeSpan limit, string program, params IEnumerable<string> arguments)
    {
        using var child = Start(program, arguments);
        using var late = new CancellationTokenSource(limit);
        try
        {
            var output = await child.process.StandardOutput.ReadToEndAsync(late.Token);
            await child.process.WaitForExitAsync(late.Token);
            return child.process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with code {child.process.ExitCode}: {output}");
        }
        catch (OperationCanceledException error)
        {
            throw new InvalidOperationException($"{program} did not end within {limit}, and was stopped.", error);
        }
    }

    /// <summary>Waits until a program that was started takes connections.</summary>
    public static async Task Ready(string name, Child child, Func<Task<bool>> isReady)
    {
        for (var watch = Stopwatch.StartNew(); !await isReady(); await Task.Delay(ReadyPause))
        {
            if (child.HasExited || watch.Elapsed > ReadyLimit)
            {
                var what = child.HasExited ? "ended at its start" : $"took no connection within {ReadyLimit}";
                child.Dispose();
                throw new InvalidOperationException($"{name} {what}.");
            }
        }
    }

    /// <summary>Whether a program can be found.</summary>
    public static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    public long ResidentBytes()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    public TimeSpan ProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>Asks the program to stop as Ctrl+C does, and waits.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            if (!process.WaitForExit(TimeSpan.FromSeconds(20)))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }

        process.Dispose();
    }
}
