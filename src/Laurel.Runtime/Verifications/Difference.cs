namespace Laurel.Runtime.Verifications;

/// <summary>Something stored that does not follow from the journal, or the other way round.</summary>
/// <param name="What">Where it is: state, balance, scores, journal, archive, or the name of a ledger.</param>
/// <param name="Key">Which part of it.</param>
/// <param name="Stored">What is there; empty: nothing.</param>
/// <param name="Derived">What follows from the journal; empty: nothing.</param>
/// <param name="Cause">The input that it is about, where it is known; else empty.</param>
public sealed record Difference(string User, string What, string Key, string Stored, string Derived, string Cause)
{
    /// <summary>About an archived ranking; nothing repairs these.</summary>
    public const string Archive = "archive";

    /// <summary>About the numbers of a user's inputs; nothing repairs these.</summary>
    public const string Journal = "journal";

    /// <summary>Whether the user can be brought to what follows from the journal.</summary>
    public bool IsRepairable => What is not (Archive or Journal);

    public override string ToString() =>
        $"{User}: {What} {Key}: stored {Shown(Stored)}, derived {Shown(Derived)}{(Cause.Length == 0 ? "" : $" (from {Cause})")}";

    private static string Shown(string text) => text.Length == 0 ? "nothing" : text;
}
