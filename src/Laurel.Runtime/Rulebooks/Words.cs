namespace Laurel.Runtime.Rulebooks;

/// <summary>The words that a field may have, and what they mean. The first word of a value is the one that is written.</summary>
internal sealed class Words<T>(params (string Word, T Value)[] words)
    where T : struct, Enum
{
    public IReadOnlyList<string> All { get; } = [.. words.Select(word => word.Word)];

    public T? Find(string text)
    {
        foreach (var (word, value) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        return null;
    }

    public string Of(T value) => words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Word;
}
