using System.Globalization;
using System.Text;
using Laurel.Core.Facts;
using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Corrections;

/// <summary>Takes the values of rows and makes their comparable texts; <see cref="OnRow"/> gets each row at its end.</summary>
internal sealed class RowText(LedgerTable ledger) : TableRows
{
    /// <summary>Ends every value.</summary>
    public const char Separator = '\u001f';

    private readonly StringBuilder key = new();
    private readonly StringBuilder text = new();
    private int column;

    /// <summary>Gets the key and the text of every row.</summary>
    public required Action<string, string> OnRow { get; init; }

    public override TableRows Add(string? value)
    {
        var at = column++;
        Put(ledger.IsKey[at], key, value);
        Put(ledger.IsCompared[at], text, value);
        return this;
    }

    public override TableRows AddText(ReadOnlySpan<byte> utf8) => Add(Encoding.UTF8.GetString(utf8));

    public override TableRows Add(long value)
    {
        var at = column++;
        Put(ledger.IsKey[at], key, value);
        Put(ledger.IsCompared[at], text, value);
        return this;
    }

    public override TableRows AddNull() => Add((string?)null);

    public override TableRows Add(Guid value) => value == Guid.Empty ? AddNull() : Add(Hex(value.ToByteArray(bigEndian: true)));

    public override TableRows Add(FactId value) => value == default ? AddNull() : Add(value.ToHex());

    /// <summary>A value as a database gives it.</summary>
    public void AddValue(object? value)
    {
        _ = value switch
        {
            null or DBNull => AddNull(),
            string present => Add(present),
            byte[] bytes => Add(Hex(bytes)),
            _ => Add(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        };
    }

    public override void End()
    {
        OnRow(key.ToString(), text.ToString());
        key.Clear();
        text.Clear();
        column = 0;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static void Put(bool isWanted, StringBuilder part, string? value)
    {
        if (isWanted)
        {
            part.Append(value ?? "\0").Append(Separator);
        }
    }

    private static void Put(bool isWanted, StringBuilder part, long value)
    {
        if (isWanted)
        {
            part.Append(value).Append(Separator);
        }
    }
}
