namespace Laurel.Core;

/// <summary>What texts from outside may be, wherever they stand.</summary>
public static class TextRule
{
    /// <summary>What is wrong with the text; null when it may be taken.</summary>
    public static string? Problem(string text, int max) =>
        text.Length > max ? $"must have at most {max} characters"
        : text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.Contains('\u007f') ? "must not contain control characters"
        : null;
}
