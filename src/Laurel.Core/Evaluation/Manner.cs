using Laurel.Core.Inputs;

namespace Laurel.Core.Evaluation;

/// <summary>How an input is to be evaluated: as it comes, or again.</summary>
internal readonly record struct Manner
{
    public static readonly Manner AsItComes = new() { VersionMax = int.MaxValue };

    /// <summary>It was accepted when it happened; nothing refuses it now.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Later rulebook versions were not known when it was applied.</summary>
    public required int VersionMax { get; init; }

    /// <summary>The user's inputs so far, in the order in which they happened; null: ask for them when they are needed.</summary>
    public IReadOnlyList<Input>? History { get; init; }

    /// <summary>Achievements that a new user cannot complete.</summary>
    public ValueList<string>? Revoked { get; init; }
}
