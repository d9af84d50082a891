namespace Laurel.Bench.Runs;

/// <summary>A page with tables between comments; the words around them are written by hand and stay.</summary>
internal static class BenchPage
{
    public static void Replace(string file, string part, string text)
    {
        var page = File.ReadAllText(file);
        var (begin, end) = ($"<!-- begin {part} -->", $"<!-- end {part} -->");
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = page.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"{file} has no place for {part}: {begin} … {end}");
        }

        File.WriteAllText(file, $"{page[..(from + begin.Length)]}\n\n{text.Trim()}\n\n{page[to..]}");
    }
}
