namespace Laurel.Core.Rulebooks;

/// <summary>Finds the known name that a misspelt one was probably meant to be.</summary>
public static class NearestName
{
    private const int LengthMax = 40;

    /// <summary>
    /// The first of the <paramref name="candidates"/> with the fewest edits from <paramref name="word"/>, letter case aside;
    /// null when none is closer than about a third of the word.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        var allowed = Math.Max(1, word.Length / 3);
        return word.Length > LengthMax
            ? null
            : candidates
                .Where(candidate => Math.Abs(candidate.Length - word.Length) <= allowed)
                .Select(candidate => (Name: candidate, Edits: Edits(word, candidate)))
                .Where(candidate => candidate.Edits <= allowed)
                .OrderBy(candidate => candidate.Edits)
                .Select(candidate => candidate.Name)
                .FirstOrDefault();
    }

    /// <summary>Levenshtein distance: letters inserted, removed or replaced, computed row by row.</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
