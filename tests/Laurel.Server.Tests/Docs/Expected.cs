using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Laurel.Server.Tests.Docs;

/// <summary>Compares what a page shows with what came back. <c>…</c> stands for anything.</summary>
internal static class Expected
{
    private const string Anything = "…";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true };

    /// <summary>A line that is only <c>…</c> stands for any lines, elsewhere it stands for the rest of a word or line.</summary>
    public static bool IsText(string expected, string actual)
    {
        var lines = expected.TrimEnd().Split('\n').Select(line =>
            line.Trim() == Anything ? @"([^\n]*\n)*?" : Regex.Escape(line.TrimEnd()).Replace(Anything, "[^\n]*", StringComparison.Ordinal) + @"[ ]*\n");
        return Regex.IsMatch(actual.TrimEnd() + "\n", $@"\A{string.Concat(lines)}\z");
    }

    /// <summary>Objects may have more fields than shown; lists may have more items where the page has <c>…</c>.</summary>
    public static bool IsJson(string expected, string actual)
    {
        using var shown = JsonDocument.Parse(WithQuotes(expected), Lenient);
        using var answered = JsonDocument.Parse(actual);
        return Matches(shown.RootElement, answered.RootElement);
    }

    private static bool Matches(JsonElement shown, JsonElement actual) => shown.ValueKind switch
    {
        JsonValueKind.String when shown.GetString() == Anything => true,
        JsonValueKind.String => actual.ValueKind == JsonValueKind.String && IsText(shown.GetString() ?? "", actual.GetString() ?? ""),
        JsonValueKind.Object => actual.ValueKind == JsonValueKind.Object && shown.EnumerateObject().All(field =>
            field.Name == Anything || (actual.TryGetProperty(field.Name, out var value) && Matches(field.Value, value))),
        JsonValueKind.Array => actual.ValueKind == JsonValueKind.Array && MatchesList([.. shown.EnumerateArray()], [.. actual.EnumerateArray()]),
        _ => JsonElement.DeepEquals(shown, actual),
    };

    private static bool MatchesList(JsonElement[] shown, JsonElement[] actual)
    {
        var items = shown.Where(item => item.ValueKind != JsonValueKind.String || item.GetString() != Anything).ToArray();
        if (items.Length == shown.Length && items.Length != actual.Length)
        {
            return false;
        }

        var matched = 0;
        foreach (var item in actual)
        {
            matched += matched < items.Length && Matches(items[matched], item) ? 1 : 0;
        }

        return matched == items.Length;
    }

    // A bare … becomes a field in an object and an item in a list.
    private static string WithQuotes(string shown)
    {
        var text = new StringBuilder();
        var open = new Stack<char>();
        var isQuoted = false;
        foreach (var (index, letter) in shown.Index())
        {
            isQuoted ^= letter == '"' && (index == 0 || shown[index - 1] != '\\');
            if (isQuoted || letter != Anything[0])
            {
                text.Append(letter);
            }
            else
            {
                var isField = open.Peek() == '{' && !text.ToString().TrimEnd().EndsWith(':');
                text.Append(isField ? "\"…\": 0" : "\"…\"");
            }

            if (!isQuoted && letter is '{' or '[')
            {
                open.Push(letter);
            }
            else if (!isQuoted && letter is '}' or ']')
            {
                open.Pop();
            }
        }

        return text.ToString();
    }
}
