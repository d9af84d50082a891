namespace Laurel.Core.Leaderboards;

/// <summary>
/// One ranking of a board: the values of its breakdown attributes in their configured order, joined by unit separators
/// (U+001F, which the reader refuses inside values). Boards without breakdown have the one group <see cref="All"/>.
/// </summary>
public readonly record struct Group(string Key)
{
    private const char Separator = '\u001f';

    public static readonly Group All = new("");

    public ValueList<string> Values => Key.Length == 0 ? [] : [.. Key.Split(Separator)];

    public static Group Of(IEnumerable<string> values) => new(string.Join(Separator, values));

    public override string ToString() => Key.Replace(Separator, ',');
}
