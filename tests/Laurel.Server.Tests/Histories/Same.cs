using Xunit;

namespace Laurel.Server.Tests.Histories;

/// <summary>Comparison of whole tables, whatever their order.</summary>
internal static class Same
{
    private const int ShownMax = 5;

    /// <summary>Fails with the number of differing rows and the first of them, unless both hold the same <paramref name="count"/> rows.</summary>
    public static void Rows(int count, IReadOnlyCollection<string> expected, IReadOnlyCollection<string> actual)
    {
        Assert.Equal(count, expected.Count);
        var missing = expected.Except(actual, StringComparer.Ordinal).ToList();
        var added = actual.Except(expected, StringComparer.Ordinal).ToList();
        Assert.True(
            missing.Count + added.Count == 0,
            $"{missing.Count} missing: {Shown(missing)}\n{added.Count} not expected: {Shown(added)}");
        Assert.Equal(count, actual.Count);
    }

    private static string Shown(List<string> rows) => string.Join(" | ", rows.Take(ShownMax));
}
