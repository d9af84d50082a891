using System.Text;

namespace Laurel.Runtime.Replay;

/// <summary>Cells as they are shown in messages.</summary>
internal static class CellText
{
    public const string NotUtf8 = "the line is not UTF-8 text";

    private const int ShownMax = 40;

    /// <summary>The cell in quotes, cut to a readable length, on one line.</summary>
    public static string Quote(ReadOnlySpan<byte> cell)
    {
        var text = Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, ShownMax * 4)]);
        var shown = text.Length > ShownMax ? text[..ShownMax] + "…" : text;
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c))}'";
    }
}
