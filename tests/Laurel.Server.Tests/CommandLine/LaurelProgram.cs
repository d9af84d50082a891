using System.Diagnostics;
using Xunit;

namespace Laurel.Server.Tests.CommandLine;

/// <summary>What a run of the program came to.</summary>
internal sealed record Ran(int Code, string Output, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The standard output of a run that must have gone well.</summary>
    public string Succeeded()
    {
        Assert.True(Code == 0, $"exit code {Code}: {Error}");
        Assert.Equal("", Error);
        return Output;
    }

    /// <summary>Fails unless the run failed with these lines and nothing else on standard error.</summary>
    public void Failed(params string[] lines)
    {
        Assert.Equal(lines, ErrorLines);
        Assert.Equal(1, Code);
    }
}

/// <summary>The built program <c>laurel</c>, run as a process of its own.</summary>
internal static class LaurelProgram
{
    private const string Greeting = "Laurel is at ";

    // Longer than anything takes on a busy machine: only what hangs is ended.
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(5);

    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "laurel.exe" : "laurel");

    /// <summary>Starts it with its output to be read; the caller waits for its end.</summary>
    public static Process Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("LAUREL_DATABASE");
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>Where a started <c>laurel serve</c> says that it is; one that says something else is ended, and fails.</summary>
    public static async Task<string> UrlOf(Process serving)
    {
        using var limit = new CancellationTokenSource(TimeMax);
        string? line = null;
        try
        {
            line = await serving.StandardOutput.ReadLineAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It says nothing, not even why.
        }

        if (line?.StartsWith(Greeting, StringComparison.Ordinal) == true)
        {
            return line[Greeting.Length..];
        }

        serving.Kill();
        throw new InvalidOperationException($"laurel serve said '{line}' and {await serving.StandardError.ReadToEndAsync(CancellationToken.None)}");
    }

    public static Task<Ran> Run(params IEnumerable<string> arguments) => Finish(Start(File, arguments));

    /// <summary>Waits for a started program; one that takes longer than five minutes is ended with all that it started, and fails.</summary>
    public static async Task<Ran> Finish(Process started)
    {
        using var process = started;
        using var limit = new CancellationTokenSource(TimeMax);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Ended after {TimeMax.TotalMinutes} minutes: {process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}");
        }
    }
}
