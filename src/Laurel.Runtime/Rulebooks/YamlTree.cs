using Laurel.Core;
using Laurel.Core.Rulebooks;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Laurel.Runtime.Rulebooks;

/// <summary>
/// Reads YAML into nodes, event by event: nothing is resolved, so there is nothing to explode. Anchors, aliases, tags,
/// several documents, keys that are no texts and lists nested too deeply are refused.
/// </summary>
internal sealed class YamlTree
{
    private readonly IParser parser;

    private readonly ProblemList problems;

    private YamlTree(string text, ProblemList problems) => (parser, this.problems) = (new Parser(new StringReader(text)), problems);

    /// <summary>The root of the only document, or null when it could not be read; then there is a problem.</summary>
    public static DocumentNode? Read(string text, ProblemList problems)
    {
        var tree = new YamlTree(text, problems);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException wrong)
        {
            problems.Add(Line(wrong.Start), "", "valid YAML", wrong.InnerException?.Message ?? wrong.Message);
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser throws these, without a position, for some broken documents: a stray '?', a version of twenty digits.
            problems.Add($"after {Line(tree.parser.Current?.End ?? Mark.Empty)}", "", "valid YAML", "look for a stray character");
            return null;
        }
    }

    private DocumentNode? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return new DocumentNode.Scalar("", ScalarKind.Null);
        }

        var root = ReadNode(0);
        if (root is null)
        {
            return null;
        }

        parser.Consume<DocumentEnd>();
        return parser.TryConsume<DocumentStart>(out var second) ? Refuse(second, "---", "one document", "remove the second one") : root;
    }

    /// <summary>Null when the node was refused: reading ends there.</summary>
    private DocumentNode? ReadNode(int depth)
    {
        var node = parser.Consume<ParsingEvent>();
        if (node is AnchorAlias alias)
        {
            return Refuse(node, $"*{alias.Value}", "no aliases", "write the value out");
        }

        if (node is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            return Refuse(node, $"&{anchored.Anchor}", "no anchors", "remove it and write the values out");
        }

        if (node is NodeEvent { Tag: { IsEmpty: false } tag })
        {
            return Refuse(node, tag.IsNonSpecific ? "!" : tag.Value, "no tags", "remove it; quotes make a text");
        }

        return node switch
        {
            _ when depth > Limits.RulebookDepthMax => Refuse(node, "", $"at most {Limits.RulebookDepthMax} lists and maps within each other", "remove the innermost"),
            MappingStart => ReadMap(depth),
            SequenceStart => ReadList(depth),
            Scalar scalar => new DocumentNode.Scalar(scalar.Value, KindOf(scalar)),
            _ => Refuse(node, "", "a value", "write a text, a number, a list or a map"),
        };
    }

    private DocumentNode.Map? ReadMap(int depth)
    {
        var fields = new List<KeyValuePair<string, DocumentNode>>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current;
            if (ReadNode(depth + 1) is not { } key)
            {
                return null;
            }

            if (key is not DocumentNode.Scalar name)
            {
                Refuse(at, "", "a text as key", "write a simple key");
                return null;
            }

            if (ReadNode(depth + 1) is not { } value)
            {
                return null;
            }

            fields.Add(new(name.Text, value));
        }

        return new(fields);
    }

    private DocumentNode.List? ReadList(int depth)
    {
        var items = new List<DocumentNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new(items);
    }

    private DocumentNode? Refuse(ParsingEvent? at, string value, string limit, string fix)
    {
        problems.Add(Line(at?.Start ?? Mark.Empty), value, limit, fix);
        return null;
    }

    private static ScalarKind KindOf(Scalar scalar) => scalar switch
    {
        { Style: not ScalarStyle.Plain } => ScalarKind.Text,
        { Value: "" or "~" or "null" or "Null" or "NULL" } => ScalarKind.Null,
        _ => ScalarKind.Plain,
    };

    private static string Line(Mark mark) => $"line {mark.Line}, column {mark.Column}";
}
