using System.Globalization;
using System.Net;
using System.Text;
using Laurel.Runtime.Simulations;

namespace Laurel.Server.Simulations;

/// <summary>A simulation as one page that needs nothing beside itself: the tables, and plots as inline SVG.</summary>
internal static class SimulationPage
{
    private const int Width = 720;
    private const int Height = 200;

    private const string Head = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Laurel: simulation</title><style>
        body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
        h2{margin-top:2.5rem;border-bottom:1px solid #d5dbe3}pre{background:#f5f7fa;padding:1rem;overflow:auto}
        svg{width:100%;height:auto}.old{stroke:#8a94a3;fill:#8a94a3}.new{stroke:#1668c7;fill:#1668c7}text{font-size:11px;fill:#1c2430;stroke:none}
        .key span{display:inline-block;width:1rem;height:.6rem;margin:0 .3rem 0 1rem}</style></head><body><h1>Simulation</h1>
        <p class="key"><span style="background:#8a94a3"></span>before<span style="background:#1668c7"></span>after</p>
        """;

    public static string Of(SimulationReport report)
    {
        var page = new StringBuilder(Head);
        foreach (var system in report.Systems)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>Points per week: {Text(system.Key)}</h2>").Append(Lines(system.Weeks));
            page.Append(CultureInfo.InvariantCulture, $"<h2>Users per level: {Text(system.Key)}</h2>")
                .Append(Bars([.. system.Levels.Select(level => (level.Level.Length == 0 ? "none" : level.Level, level.Before, level.After))]));
        }

        page.Append("<h2>Users per achievement</h2>").Append(Bars([.. report.Achievements.Select(one => (one.Key, one.Before, one.After))]));
        return page.Append("<h2>All figures</h2><pre>").Append(Text(SimulationText.Of(report))).Append("</pre></body></html>\n").ToString();
    }

    private static string Lines(IReadOnlyList<WeekPoints> weeks)
    {
        if (weeks.Count == 0)
        {
            return "<p>None.</p>";
        }

        // A single week is drawn as a level line.
        weeks = weeks.Count == 1 ? [weeks[0], weeks[0]] : weeks;

        var max = Math.Max(1, weeks.Max(week => Math.Max(week.Before, week.After)));
        string Line(string side, Func<WeekPoints, long> value) =>
            $"<polyline class=\"{side}\" style=\"fill:none;stroke-width:2\" points=\"{string.Join(' ', weeks.Select((week, i) => $"{Share(i, Math.Max(1, weeks.Count - 1), Width)},{Height - Share(value(week), max, Height - 20)}"))}\"/>";
        return Svg(Height + 20, Line("old", week => week.Before) + Line("new", week => week.After)
            + Label(0, Height + 15, $"{weeks[0].On:uuuu-MM-dd}") + Label(Width - 70, Height + 15, $"{weeks[^1].On:uuuu-MM-dd}") + Label(0, 12, $"max {max}"));
    }

    private static string Bars(IReadOnlyList<(string Name, long Before, long After)> rows)
    {
        var max = Math.Max(1, rows.Count == 0 ? 0 : rows.Max(row => Math.Max(row.Before, row.After)));
        var bars = rows.Select((row, i) =>
            Label(0, (i * 30) + 18, row.Name)
            + $"<rect class=\"old\" x=\"200\" y=\"{(i * 30) + 4}\" width=\"{Share(row.Before, max, Width - 290)}\" height=\"9\"/><rect class=\"new\" x=\"200\" y=\"{(i * 30) + 14}\" width=\"{Share(row.After, max, Width - 290)}\" height=\"9\"/>"
            + Label(Width - 85, (i * 30) + 18, $"{row.Before} > {row.After}"));
        return Svg((rows.Count * 30) + 5, string.Concat(bars));
    }

    private static string Svg(int height, string content) => $"<svg viewBox=\"0 0 {Width} {height}\" xmlns=\"http://www.w3.org/2000/svg\">{content}</svg>";

    private static string Label(int x, int y, string text) => $"<text x=\"{x}\" y=\"{y}\">{Text(text)}</text>";

    private static long Share(long value, long max, int length) => (long)((decimal)value * length / max);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
