using System.Globalization;
using System.Text;

namespace Laurel.Bench.Runs;

/// <summary>What a part has to say: tables, and the lines between them, in Markdown.</summary>
internal sealed class Section
{
    private readonly StringBuilder text = new();

    public string Text => text.ToString();

    public void Line(string line) => text.Append(line).Append("\n\n");

    /// <summary>Appends another section.</summary>
    public void Append(Section other) => text.Append(other.text);

    public void Code(IEnumerable<string> lines) => text.Append("```\n").Append(string.Join('\n', lines)).Append("\n```\n\n");

    /// <summary>A table whose first column is text and whose others are figures.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(heads);
        text.Append('|').Append(string.Concat(heads.Select((_, column) => column == 0 ? "---|" : "---:|"))).Append('\n');
        foreach (var row in rows)
        {
            Row(row);
        }

        text.Append('\n');
    }

    /// <summary>Compares figures with what Laurel wants to reach.</summary>
    public void Aims(params IEnumerable<Aim> aims) =>
        Table(["what", "at least", "aim", "measured"], aims.Select(aim => (IReadOnlyList<string>)[aim.What, aim.AtLeast, aim.Wanted, aim.Measured]));

    private void Row(IReadOnlyList<string> cells) => text.Append("| ").Append(string.Join(" | ", cells)).Append(" |\n");
}

/// <summary>A figure, and what it should be.</summary>
internal sealed record Aim(string What, string AtLeast, string Wanted, string Measured);

/// <summary>Figures as text.</summary>
internal static class Figure
{
    /// <summary>With three or more digits of meaning.</summary>
    public static string Of(double value) => Math.Abs(value) switch
    {
        >= 100_000 => (Math.Round(value / 1_000) * 1_000).ToString("N0", CultureInfo.InvariantCulture),
        >= 1_000 => (Math.Round(value / 10) * 10).ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("N1", CultureInfo.InvariantCulture),
        _ => value.ToString("N2", CultureInfo.InvariantCulture),
    };

    public static string Ms(double milliseconds) => $"{Of(milliseconds)} ms";

    public static string Times(double ratio) => $"{ratio.ToString("0.0", CultureInfo.InvariantCulture)}×";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Mib(double bytes) => $"{Of(bytes / (1 << 20))} MiB";
}
