using System.Diagnostics;

namespace Laurel.Bench.Processes;

/// <summary>A program that runs beside this one. It ends with this one at the latest, unless this one is killed and cannot stop it any more.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OutputLimit = TimeSpan.FromHours(1);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RestLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly string stopSignal;
    private readonly EventHandler stop;
    private readonly Lock gate = new();
    private bool isStopped;

    private Child(Process process, string stopSignal)
    {
        (this.process, this.stopSignal, stop) = (process, stopSignal, (_, _) => Dispose());
        AppDomain.CurrentDomain.ProcessExit += stop;
    }

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
    public static Child Start(string program, params IEnumerable<string> arguments) => StartStoppedBy("TERM", program, arguments);

    /// <summary>The same with a program that another signal than TERM asks to stop.</summary>
    public static Child StartStoppedBy(string signal, string program, params IEnumerable<string> arguments) => new(
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
        ?? throw new InvalidOperationException($"{program} did not start."), signal);

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

    /// <summary>Waits until a program that was started takes connections; one that does not is stopped.</summary>
    public static async Task Ready(string name, Child child, Func<Task<bool>> isReady)
    {
        try
        {
            for (var watch = Stopwatch.StartNew(); !await isReady(); await Task.Delay(ReadyPause))
            {
                if (child.HasExited || watch.Elapsed > ReadyLimit)
                {
                    throw new InvalidOperationException($"{name} {(child.HasExited ? "ended at its start" : $"took no connection within {ReadyLimit}")}.");
                }
            }
        }
        catch
        {
            child.Dispose();
            throw;
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

    /// <summary>Waits until the program hardly needs the processor any more: less than a twentieth of one, or for half a minute.</summary>
    public async Task Rest()
    {
        var look = TimeSpan.FromMilliseconds(250);
        var before = ProcessorTime();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < RestLimit;)
        {
            await Task.Delay(look);
            var now = ProcessorTime();
            if (now - before < look / 20)
            {
                return;
            }

            before = now;
        }
    }

    /// <summary>Asks the program to stop, and waits.</summary>
    public void Dispose()
    {
        // This program may be told to end while it stops the other one: then the end waits for it here.
        lock (gate)
        {
            if (!isStopped)
            {
                Stop();
                isStopped = true;
            }
        }

        AppDomain.CurrentDomain.ProcessExit -= stop;
    }

    private void Stop()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", [$"-{stopSignal}", $"{process.Id}"]);
            if (!process.WaitForExit(StopLimit))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }

        process.Dispose();
    }
}
