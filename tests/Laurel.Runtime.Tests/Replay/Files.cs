using System.IO.Compression;
using System.Text;
using Laurel.Runtime.Replay;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

/// <summary>Small files made in memory.</summary>
internal static class Files
{
    public const string Header = "seq,user,metric,ts_utc,utc_offset_min,value,key,attrs\n";

    public static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    public static List<FileRow<EventRow>> Events(string text) => Events(Text(text));

    public static List<FileRow<EventRow>> Events(Stream source) => [.. new EventsFile(source).Read()];

    public static List<EventRow> EventRows(string text) => [.. Events(text).Select(row => row.Row)];

    /// <summary>The only event of a file with the full header.</summary>
    public static EventRow Event(string line) => Assert.Single(EventRows(Header + line));

    /// <summary>The problems of a file, with their line numbers.</summary>
    public static List<string> Problems(IEnumerable<FileRow<EventRow>> rows) =>
        [.. rows.Select(row => row.Problem).OfType<RowProblem>().Select(problem => problem.ToString())];

    /// <summary>The only problem of a text.</summary>
    public static string Problem(string text) => Assert.Single(Problems(Events(text)));
}
