using System.Globalization;

namespace Laurel.Bench.Processes;

/// <summary>What threads of a process have used so far; from Linux' /proc.</summary>
/// <param name="Running">Time on a processor.</param>
/// <param name="Waiting">Time ready to run, without a processor.</param>
internal sealed record ThreadTime(string Name, TimeSpan Running, TimeSpan Waiting)
{
    /// <summary>The threads whose names begin like this, added up.</summary>
    public static ThreadTime Of(int process, string name) => Directory.EnumerateDirectories($"/proc/{process}/task")
        .Select(Read)
        .OfType<ThreadTime>()
        .Where(thread => thread.Name.StartsWith(name, StringComparison.Ordinal))
        .Aggregate(new ThreadTime(name, TimeSpan.Zero, TimeSpan.Zero), (sum, thread) => sum with { Running = sum.Running + thread.Running, Waiting = sum.Waiting + thread.Waiting });

    /// <summary>Time on a processor that the calling thread has used so far; null where the system does not tell.</summary>
    public static TimeSpan? OfThisThread() => Read("/proc/thread-self")?.Running;

    /// <summary>What was used since an earlier look.</summary>
    public ThreadTime Since(ThreadTime before) => this with { Running = Running - before.Running, Waiting = Waiting - before.Waiting };

    // Null for a thread that ended meanwhile.
    private static ThreadTime? Read(string folder)
    {
        try
        {
            var times = File.ReadAllText(Path.Combine(folder, "schedstat")).Split(' ');
            return new(File.ReadAllText(Path.Combine(folder, "comm")).Trim(), Nanoseconds(times[0]), Nanoseconds(times[1]));
        }
        catch (Exception error) when (error is IOException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static TimeSpan Nanoseconds(string text) => TimeSpan.FromTicks(long.Parse(text, CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick);
}
