using System.Diagnostics;

namespace Laurel.Bench.Processes;

/// <summary>A program that runs beside this one, and ends with it at the latest.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;

    private Child(Process process) => this.process = process;

    public int Id => process.Id;

    /// <summary>Starts a program that says on its first line where it is; what else it says is not looked at.</summary>
    public static async Task<(Child Child, string Line)> StartUntilGreeting(string program, params IEnumerable<string> arguments)
    {
        var child = Start(program, arguments);
        var first = new TaskCompletionSource<string?>();
        child.process.OutputDataReceived += (_, line) => first.TrySetResult(line.Data);
        child.process.BeginOutputReadLine();
        if (await first.Task is { } greeting)
        {
            return (child, greeting);
        }

        child.Dispose();
        throw new InvalidOperationException($"{program} ended at its start.");
    }

    /// <summary>Starts a program; what it writes to standard output waits to be read.</summary>
    public static Child Start(string program, params IEnumerable<string> arguments) => new(
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
        ?? throw new InvalidOperationException($"{program} did not start."));

    /// <summary>Runs a program to its end and returns what it wrote; it must end with code 0.</summary>
    public static async Task<string> Output(string program, params IEnumerable<string> arguments)
    {
        using var child = Start(program, arguments);
        var output = await child.process.StandardOutput.ReadToEndAsync();
        await child.process.WaitForExitAsync();
        return child.process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with code {child.process.ExitCode}: {output}");
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
