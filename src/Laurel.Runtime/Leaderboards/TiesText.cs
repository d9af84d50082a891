using System.Globalization;
using Laurel.Core;

namespace Laurel.Runtime.Leaderboards;

/// <summary>The tie-breakers of a score in a table: exact decimals separated by blanks, a hyphen where there is no value; null without any.</summary>
internal static class TiesText
{
    private const string None = "-";

    public static string? Of(ValueList<decimal?> ties) =>
        ties.Count == 0 ? null : string.Join(' ', ties.Select(tie => tie?.ToString(CultureInfo.InvariantCulture) ?? None));

    public static ValueList<decimal?> Read(string? text) =>
        text is null ? [] : [.. text.Split(' ').Select(tie => tie == None ? (decimal?)null : decimal.Parse(tie, NumberStyles.Number, CultureInfo.InvariantCulture))];
}
