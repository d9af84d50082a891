using System.Buffers.Text;
using System.Text;
using Laurel.Core;
using NodaTime;

namespace Laurel.Runtime.Replay;

/// <summary>Makes events of cells; the first cell that is wrong, in the order of the columns, gives the problem.</summary>
internal sealed class EventRowParser
{
    private readonly ByteTable<string> users = new(1_048_576, Encoding.UTF8.GetString);
    private readonly ByteTable<string> metrics = new(65_536, Encoding.UTF8.GetString);
    private readonly ByteTable<AttributesText> attributes = new(65_536, AttributesText.Read);

    public FileRow<EventRow> Parse(Cells cells, long line)
    {
        string? problem = null;
        var seq = Seq(cells[EventColumns.Seq], ref problem);
        var user = User(users.Get(cells[EventColumns.User]), ref problem);
        var metric = Metric(cells[EventColumns.Metric], ref problem);
        var at = At(cells[EventColumns.At], ref problem);
        var value = Value(cells[EventColumns.Value], ref problem);
        var key = cells[EventColumns.Key] is { IsEmpty: false } text ? Encoding.UTF8.GetString(text) : null;
        var known = Attributes(cells[EventColumns.Attributes], ref problem);
        return problem is null
            ? new(new EventRow(line, seq, user, metric, at, value, key, known))
            : new(new RowProblem(line, problem));
    }

    /// <summary>The rule for a user's id, shared with users files.</summary>
    public static string User(string user, ref string? problem)
    {
        problem ??= user.Length == 0 ? "user: is empty"
            : user.Length > EventsFile.UserMaxLength ? $"user: has {user.Length} characters, at most {EventsFile.UserMaxLength} are allowed"
            : TextRule.Problem(user, EventsFile.UserMaxLength) is { } wrong ? $"user: {wrong}"
            : null;
        return user;
    }

    private static long? Seq(ReadOnlySpan<byte> cell, ref string? problem)
    {
        if (cell.IsEmpty)
        {
            return null;
        }

        var isNumber = Utf8Parser.TryParse(cell, out long seq, out var length) && length == cell.Length;
        problem ??= isNumber ? null : $"seq: {CellText.Quote(cell)} is not a whole number";
        return seq;
    }

    private string Metric(ReadOnlySpan<byte> cell, ref string? problem)
    {
        problem ??= cell.IsEmpty ? "metric: is empty" : null;
        return metrics.Get(cell);
    }

    private static Instant At(ReadOnlySpan<byte> cell, ref string? problem)
    {
        if (!InstantText.TryRead(cell, out var at))
        {
            problem ??= cell.IsEmpty
                ? "ts_utc: is empty"
                : $"ts_utc: {CellText.Quote(cell)} is not an instant such as 2026-03-01T12:00:00.000Z or 2026-03-01T12:00:00+01:00";
        }
        else if (at < Limits.EarliestAt || at >= Limits.LatestAt)
        {
            problem ??= $"ts_utc: {CellText.Quote(cell)} does not lie between {Limits.EarliestAt} and {Limits.LatestAt}";
        }

        return at;
    }

    private static decimal Value(ReadOnlySpan<byte> cell, ref string? problem)
    {
        if (cell.IsEmpty)
        {
            return 1;
        }

        if (DecimalText.Read(cell, out var value) is { } wrong)
        {
            problem ??= $"value: {CellText.Quote(cell)} {wrong}";
        }

        return value;
    }

    private IReadOnlyDictionary<string, string>? Attributes(ReadOnlySpan<byte> cell, ref string? problem)
    {
        if (cell.IsEmpty)
        {
            return null;
        }

        var read = attributes.Get(cell);
        problem ??= read.Problem;
        return read.Values;
    }
}
