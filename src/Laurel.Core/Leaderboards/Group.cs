namespace Laurel.Core.Leaderboards;

/// <summary>
/// One ranking of a board: the values of its breakdown attributes in their configured order, joined by unit separators
/// (U+001F, which the reader refuses inside values). Boards without breakdown have the one group <see cref="All"/>. A
/// single empty value is written as U+001E, to keep it apart from that.
/// </summary>
public readonly record struct Group(string Key)
{
    private const char Separator = '\u001f';

    public static readonly Group All = new("");

    private static readonly Group Empty = new("\u001e");

    public ValueList<string> Values => this == All ? [] : this == Empty ? [""] : [.. Key.Split(Separator)];

    public static Group Of(IEnumerable<string> values) => Of(string.Join(Separator, values));

    internal static Group Of(string value) => value.Length == 0 ? Empty : new(value);

    public override string ToString() => this == Empty ? "" : Key.Replace(Separator, ',');
}
