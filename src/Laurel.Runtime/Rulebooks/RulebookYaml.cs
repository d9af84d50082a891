using Laurel.Core;
using Laurel.Core.Rulebooks;

namespace Laurel.Runtime.Rulebooks;

/// <summary>Rulebooks as YAML, the form that people write. The format is docs/reference/rulebook.md.</summary>
public static class RulebookYaml
{
    /// <summary>
    /// Reads a document of at most <see cref="Limits.RulebookBytesMax"/> bytes. Never throws for what is in it. Problems of form
    /// (syntax, unknown, doubled or missing fields, types) come all together; only when there are none, those of
    /// <see cref="RulebookCheck"/>, all together as well.
    /// </summary>
    public static RulebookReading Read(string text)
    {
        var problems = new ProblemList();
        return DocumentSize.Fits(text, problems) ? RulebookDocument.Read(YamlTree.Read(text, problems), problems) : new(null, problems.Items);
    }
}
