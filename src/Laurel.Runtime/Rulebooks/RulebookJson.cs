using Laurel.Core;
using Laurel.Core.Rulebooks;

namespace Laurel.Runtime.Rulebooks;

/// <summary>Rulebooks as JSON, the form that is stored and sent: the same fields as in YAML.</summary>
public static class RulebookJson
{
    /// <summary>Reads a document of at most <see cref="Limits.RulebookBytesMax"/> bytes, with the same rules as <see cref="RulebookYaml.Read"/>.</summary>
    public static RulebookReading Read(string text)
    {
        var problems = new ProblemList();
        return DocumentSize.Fits(text, problems) ? RulebookDocument.Read(JsonTree.Read(text, problems), problems) : new(null, problems.Items);
    }

    /// <summary>
    /// Writes a valid rulebook so that reading gives an equal one. Fields at their default are left out; the same rulebook
    /// gives the same text. On one line unless <paramref name="indented"/>.
    /// </summary>
    public static string Write(Rulebook rulebook, bool indented = false) => JsonTree.Write(RulebookDocument.Write(rulebook), indented);
}
