using System.Buffers.Binary;
using System.Text;

namespace Laurel.Runtime.Databases;

/// <summary>
/// A row as bytes: its length (4 bytes, itself included), the place of its table in <see cref="Tables.Staged"/>, whether it is one to delete, then
/// the values in column order, each with its kind before it. Stored: kinds and places keep their meaning.
/// </summary>
internal static class RowBytes
{
    public const int HeadLength = 6;
    public const byte Null = 0;
    public const byte Number = 1;
    public const byte Text = 2;
    public const byte Blob = 3;

    public static int LengthOf(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadInt32LittleEndian(row);

    public static int TableOf(ReadOnlySpan<byte> row) => row[4];

    public static bool Deletes(ReadOnlySpan<byte> row) => row[5] != 0;

    /// <summary>The bytes of the first <paramref name="count"/> values: of the key, for one.</summary>
    public static ReadOnlySpan<byte> Values(ReadOnlySpan<byte> row, int count)
    {
        var end = HeadLength;
        for (var i = 0; i < count; i++)
        {
            end += LengthOfValue(row[end..]);
        }

        return row[HeadLength..end];
    }

    /// <summary>Whose row it is: the first two values.</summary>
    public static Users.UserKey UserOf(ReadOnlySpan<byte> row)
    {
        var values = row[HeadLength..];
        var space = (int)BinaryPrimitives.ReadInt64LittleEndian(values[1..]);
        var user = values[9..];
        return new(space, Encoding.UTF8.GetString(user[5..LengthOfValue(user)]));
    }

    /// <summary>A whole number; null when it is null.</summary>
    public static long? NumberAt(ReadOnlySpan<byte> row, int column)
    {
        var value = row[(HeadLength + Values(row, column).Length)..];
        return value[0] == Null ? null : BinaryPrimitives.ReadInt64LittleEndian(value[1..]);
    }

    /// <summary>A UUID.</summary>
    public static Guid GuidAt(ReadOnlySpan<byte> row, int column) => new(row.Slice(HeadLength + Values(row, column).Length + 5, 16), bigEndian: true);

    /// <summary>How many values a row has.</summary>
    public static int CountOf(ReadOnlySpan<byte> row)
    {
        var count = 0;
        for (var values = row[HeadLength..LengthOf(row)]; !values.IsEmpty; values = values[LengthOfValue(values)..])
        {
            count++;
        }

        return count;
    }

    /// <summary>Gives a row's values to a statement and runs it.</summary>
    public static void Run(ReadOnlySpan<byte> row, SqliteRows statement)
    {
        var values = row[HeadLength..LengthOf(row)];
        while (!values.IsEmpty)
        {
            var value = values[..LengthOfValue(values)];
            _ = value[0] switch
            {
                Null => statement.AddNull(),
                Number => statement.Add(BinaryPrimitives.ReadInt64LittleEndian(value[1..])),
                Text => statement.AddText(value[5..]),
                _ => statement.AddBlob(value[5..]),
            };
            values = values[value.Length..];
        }

        statement.End();
    }

    private static int LengthOfValue(ReadOnlySpan<byte> value) => value[0] switch
    {
        Null => 1,
        Number => 9,
        _ => 5 + BinaryPrimitives.ReadInt32LittleEndian(value[1..]),
    };
}
