using Laurel.Core;
using Laurel.Core.Rulebooks;

namespace Laurel.Runtime.Rulebooks;

/// <summary>Rulebooks as YAML, the form that people write. The format is docs/reference/rulebook.md.</summary>
public static class RulebookYaml
{
    /// <summary>
    /// Reads a document of at most <see cref="Limits.RulebookBytesMax"/> bytes. Never throws for what is in it. All problems
    /// come together: those of form (unknown, doubled or missing fields, types) and those of <see cref="RulebookCheck"/> in the
    /// definitions that could be read. Only a document that is not YAML at all gives nothing but that.
    /// </summary>
    public static RulebookReading Read(string text)
    {
        var problems = new ProblemList();
        return DocumentSize.Fits(text, problems) ? RulebookDocument.Read(YamlTree.Read(text, problems), problems) : new(null, problems.Items);
    }
}
