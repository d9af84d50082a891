using NodaTime;

namespace Laurel.Runtime.Replay;

/// <summary>One event of a history file.</summary>
/// <param name="Line">The physical line on which the row starts; the first line of the file is 1.</param>
/// <param name="Seq">The row's own sequence number, which orders events of the same instant; null when the file gives none.</param>
/// <param name="User">The user's id, 1 to <see cref="EventsFile.UserMaxLength"/> characters.</param>
/// <param name="Metric">The metric's key, not empty.</param>
/// <param name="At">When it happened, to the millisecond; finer digits are cut off.</param>
/// <param name="Value">The event's value, exact and without trailing zeros; 1 when the file gives none.</param>
/// <param name="Key">The idempotency key; null when the file gives none (see <see cref="DefaultKeys"/>).</param>
/// <param name="Attributes">The event's attributes as text; null when there are none. Equal attributes may share one dictionary.</param>
public readonly record struct EventRow(
    long Line,
    long? Seq,
    string User,
    string Metric,
    Instant At,
    decimal Value,
    string? Key,
    IReadOnlyDictionary<string, string>? Attributes);
