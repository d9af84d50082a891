namespace Laurel.Core.Rulebooks;

/// <summary>Checks what people read: names, descriptions, URLs.</summary>
internal static class TextCheck
{
    /// <summary>A text of 1 to <see cref="Limits.NameLengthMax"/> characters on one line.</summary>
    public static void Name(CheckContext context, string path, string name)
    {
        if (name.Length is 0 or > Limits.NameLengthMax)
        {
            context.Problems.Add(path, name, $"1 to {Limits.NameLengthMax} characters", name.Length == 0 ? "write a text or leave the field out" : "shorten it");
        }

        if (!IsClean(name, lines: false))
        {
            context.Problems.Add(path, "", "text without control characters and broken letters", "remove them");
        }
    }

    /// <summary>A text of at most <see cref="Limits.TextLengthMax"/> characters; line breaks and tabs are fine.</summary>
    public static void Description(CheckContext context, string path, string? text)
    {
        if (text is { Length: > Limits.TextLengthMax })
        {
            context.Problems.Add(path, text, $"at most {Limits.TextLengthMax} characters", "shorten it");
        }

        if (text is not null && !IsClean(text, lines: true))
        {
            context.Problems.Add(path, "", "text without control characters, line breaks and tabs aside, and broken letters", "remove them");
        }
    }

    /// <summary>An http or https address, or a path on the same host, of at most <see cref="Limits.TextLengthMax"/> characters.</summary>
    public static void Url(CheckContext context, string path, string? url)
    {
        if (url is null)
        {
            return;
        }

        var isWeb = Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
        var isPath = url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal);
        if (url.Length > Limits.TextLengthMax || !IsClean(url, lines: false) || !(isWeb || isPath))
        {
            context.Problems.Add(path, url, $"an http or https URL or a path from /, at most {Limits.TextLengthMax} characters", "write the whole address, https://… or /…");
        }
    }

    /// <summary>Control characters break terminals, unpaired surrogates cannot be stored as UTF-8, and databases refuse NUL.</summary>
    private static bool IsClean(string text, bool lines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsControl(letter) && !(lines && letter is ('\n' or '\r' or '\t')))
            {
                return false;
            }

            if (char.IsSurrogate(letter) && !(i + 1 < text.Length && char.IsSurrogatePair(letter, text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
