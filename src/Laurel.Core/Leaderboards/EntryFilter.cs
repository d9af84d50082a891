namespace Laurel.Core.Leaderboards;

/// <summary>
/// Who may stand on a board. Whoever may not keeps the score and is not ranked; whoever may again is ranked at once. All that
/// is set must hold.
/// </summary>
public sealed record EntryFilter
{
    /// <summary>Events (or awards) that the score must be made of, in the run.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>
    /// A user who has not scored in the run for so many times 24 hours is not ranked until the next score; null: no matter how long ago.
    /// </summary>
    public int? ActiveWithinDays { get; init; }

    /// <summary>The level that must be reached; null: any.</summary>
    public MinimumLevel? Level { get; init; }

    /// <summary>Key of an achievement that must be completed; null: none.</summary>
    public string? Achievement { get; init; }

    /// <summary>Users with one of these attributes are not ranked.</summary>
    public ValueList<AttributeValue> Except { get; init; } = [];
}

/// <summary>A level of a points system, or any level above it.</summary>
public sealed record MinimumLevel(string Points, string Level);
