using System.IO.Compression;

namespace Laurel.Server.Tests.Histories;

/// <summary>Expected results: CSV without quotes, plain or gzip.</summary>
internal static class CsvTable
{
    /// <summary>The rows without the header, as lines.</summary>
    public static List<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        return Lines(new StreamReader(stream));
    }

    /// <summary>The rows without the header, as cells.</summary>
    public static List<string[]> Rows(string path) => [.. Lines(path).Select(line => line.Split(','))];

    /// <summary>The rows of a text without its header, as cells.</summary>
    public static List<string[]> RowsOf(string text) => [.. Lines(new StringReader(text)).Select(line => line.Split(','))];

    private static List<string> Lines(TextReader reader)
    {
        reader.ReadLine();
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
