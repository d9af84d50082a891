using System.Globalization;
using Laurel.Bench.Processes;

namespace Laurel.Bench.Http;

/// <summary>Where a process spends its processor time, by thread and library, as Linux' perf samples it.</summary>
/// <param name="Share">Of all samples of the process, 0 to 1.</param>
internal sealed record PerfShare(string Thread, string Library, double Share)
{
    private const int Frequency = 997;

    public static bool IsAvailable => Child.Exists("perf");

    public static async Task<IReadOnlyList<PerfShare>> Record(int process, int seconds, string file)
    {
        await Child.Output("perf", "record", "-q", "-F", $"{Frequency}", "-p", $"{process}", "-o", file, "--", "sleep", $"{seconds}");
        var report = await Child.Output("perf", "report", "-q", "-i", file, "--stdio", "--sort", "comm,dso", "-t", ";");
        return [.. report.Split('\n').Select(line => line.Split(';')).Where(cells => cells.Length >= 3).Select(Of)];
    }

    /// <summary>What the library is there for.</summary>
    public string Purpose => Library switch
    {
        _ when Library.Contains("sqlite", StringComparison.Ordinal) => "SQLite",
        _ when Library.StartsWith("[kernel", StringComparison.Ordinal) || Library.StartsWith("[k]", StringComparison.Ordinal) => "operating system",
        _ when Library.Contains("libcoreclr", StringComparison.Ordinal) || Library.Contains("libclr", StringComparison.Ordinal) => "memory and compiler of the runtime",
        _ when Library.StartsWith("lib", StringComparison.Ordinal) => "C libraries",
        _ => "C#",
    };

    private static PerfShare Of(string[] cells) =>
        new(cells[1].Trim(), cells[2].Trim(), double.Parse(cells[0].Trim().TrimEnd('%'), CultureInfo.InvariantCulture) / 100);
}
