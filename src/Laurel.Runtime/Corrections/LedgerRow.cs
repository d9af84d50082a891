using Laurel.Core.Facts;

namespace Laurel.Runtime.Corrections;

/// <summary>A row that a ledger is to have.</summary>
/// <param name="Content">Hash of what it says.</param>
/// <param name="Fact">Position of its fact.</param>
internal readonly record struct DerivedRow(FactId Content, int Fact);

/// <summary>A row that a ledger has.</summary>
/// <param name="Values">By column, as the database gives them; null where the column was not read.</param>
internal sealed record StoredRow(object?[] Values);

/// <summary>Where a ledger and what follows from the journal differ.</summary>
/// <param name="Stored">Null: the ledger lacks the row.</param>
/// <param name="Derived">Null: nothing leads to the row.</param>
internal sealed record LedgerDifference(LedgerTable Ledger, StoredRow? Stored, DerivedRow? Derived);
