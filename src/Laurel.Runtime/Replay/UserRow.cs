namespace Laurel.Runtime.Replay;

/// <summary>One user of a users file.</summary>
/// <param name="Line">The physical line on which the row starts; the first line of the file is 1.</param>
/// <param name="User">The user's id, 1 to <see cref="EventsFile.UserMaxLength"/> characters.</param>
/// <param name="Name">The display name; null when the file gives none.</param>
/// <param name="TimeZone">The zone's name as written, not checked here; null when the file gives none.</param>
/// <param name="Attributes">Custom attributes by key, from the columns <c>attr.KEY</c>; an empty cell sets nothing. Never null.</param>
public readonly record struct UserRow(
    long Line,
    string User,
    string? Name,
    string? TimeZone,
    IReadOnlyDictionary<string, string> Attributes);
