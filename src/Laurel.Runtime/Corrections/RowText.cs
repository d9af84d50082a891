using System.Globalization;
using System.Text;
using Laurel.Core.Facts;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;

namespace Laurel.Runtime.Corrections;

/// <summary>A row for people: what it is known by, and what of it is compared, value by value.</summary>
internal sealed class RowText : TableRows
{
    private readonly LedgerTable ledger;
    private readonly StringBuilder key = new();
    private readonly StringBuilder text = new();
    private int column;

    /// <summary>The row as the ledger holds it.</summary>
    public RowText(LedgerTable ledger, StoredRow row)
    {
        this.ledger = ledger;
        foreach (var value in row.Values)
        {
            AddValue(value);
        }
    }

    /// <summary>The row that a fact leads to.</summary>
    public RowText(LedgerTable ledger, Fact fact)
    {
        this.ledger = ledger;
        Ledgers.Write(new OneTable(new OneRow(this), ledger.Table), default, fact);
    }

    public string Key => key.ToString().TrimEnd();

    public string Text => text.ToString().TrimEnd();

    public override TableRows Add(string? value)
    {
        var at = column++;
        Put(ledger.IsKey[at], key, value);
        Put(ledger.IsCompared[at], text, value);
        return this;
    }

    public override TableRows AddText(ReadOnlySpan<byte> utf8) => Add(Encoding.UTF8.GetString(utf8));

    public override TableRows Add(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public override TableRows AddNull() => Add((string?)null);

    public override TableRows Add(Guid value) => value == Guid.Empty ? AddNull() : Add(Hex(value.ToByteArray(bigEndian: true)));

    public override TableRows Add(FactId value) => value == default ? AddNull() : Add(value.ToHex());

    public override void End()
    {
    }

    private void AddValue(object? value)
    {
        _ = value switch
        {
            null or DBNull => AddNull(),
            string present => Add(present),
            byte[] bytes => Add(Hex(bytes)),
            _ => Add(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        };
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static void Put(bool isWanted, StringBuilder part, string? value)
    {
        if (isWanted)
        {
            part.Append(value ?? "-").Append(' ');
        }
    }

    private sealed class OneRow(RowText row) : RowTarget
    {
        public override TableRows Into(Table table) => row;
    }
}
