using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Corrections;

/// <summary>A row that a ledger is to have.</summary>
/// <param name="Text">What it says, comparable.</param>
/// <param name="Fact">Position of its fact.</param>
internal readonly record struct DerivedRow(string Text, int Fact);

/// <summary>A row that a ledger has.</summary>
/// <param name="Text">What it says, comparable.</param>
/// <param name="Values">By column, as the database gives them.</param>
internal sealed record StoredRow(string Key, string Text, object?[] Values);

/// <summary>Where a ledger and what follows from the journal differ.</summary>
/// <param name="Stored">Null: the ledger lacks the row.</param>
/// <param name="Derived">Null: nothing leads to the row.</param>
internal sealed record LedgerDifference(LedgerTable Ledger, StoredRow? Stored, DerivedRow? Derived);
