using System.Text;

namespace Laurel.Runtime.Replay;

/// <summary>
/// The columns a kind of file may have. A column's number is its place in this list, whatever its place in the file.
/// </summary>
internal sealed class ColumnSet
{
    public const int NotRead = -1;
    public const int NotKnown = -2;
    public const int TooMany = -3;

    private const string AttributePrefix = "attr.";

    private readonly List<byte[]> names;
    private readonly List<string> ignored = [];
    private readonly HashSet<string> ignoredNames = new(StringComparer.Ordinal);
    private readonly int fixedCount;
    private readonly bool isOpen;

    private ColumnSet(string[] names, string[] required, bool isOpen)
    {
        this.names = [.. names.Select(Encoding.UTF8.GetBytes)];
        this.isOpen = isOpen;
        fixedCount = names.Length;
        Required = required;
        Known = string.Join(", ", names) + (isOpen ? ", attr.KEY" : "");
    }

    public int Count => names.Count;

    public IReadOnlyList<string> Ignored => ignored;

    public IReadOnlyList<string> Required { get; }

    /// <summary>The columns by name, for messages.</summary>
    public string Known { get; }

    public static ColumnSet Events() => new(EventColumns.Names, ["user", "metric", "ts_utc"], isOpen: false);

    public static ColumnSet Users() => new(UserColumns.Names, ["user"], isOpen: true);

    public string Name(int column) => Encoding.UTF8.GetString(names[column]);

    public bool IsObject(int column) => !isOpen && column == EventColumns.Attributes;

    public bool IsAttribute(int column) => column >= fixedCount;

    public string AttributeKey(int column) => Name(column)[AttributePrefix.Length..];

    /// <summary>The column's number; or <see cref="NotRead"/>, <see cref="NotKnown"/>, <see cref="TooMany"/>.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var column = 0; column < names.Count; column++)
        {
            if (name.SequenceEqual(names[column]))
            {
                return column;
            }
        }

        return isOpen ? Open(name) : NotKnown;
    }

    private int Open(ReadOnlySpan<byte> name)
    {
        if (name.Length > AttributePrefix.Length && name.StartsWith("attr."u8))
        {
            return Add(name);
        }

        Ignore(Encoding.UTF8.GetString(name));
        return NotRead;
    }

    private int Add(ReadOnlySpan<byte> name)
    {
        if (names.Count == UsersFile.ColumnsMax)
        {
            return TooMany;
        }

        names.Add(name.ToArray());
        return names.Count - 1;
    }

    private void Ignore(string name)
    {
        if (ignored.Count < UsersFile.ColumnsMax && ignoredNames.Add(name))
        {
            ignored.Add(name);
        }
    }
}
