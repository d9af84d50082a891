namespace Laurel.Runtime.Rulebooks;

/// <summary>One node of a document, whether it was written as YAML or as JSON: what the reader walks and the writer builds.</summary>
internal abstract record DocumentNode
{
    private DocumentNode() { }

    /// <summary>Fields in document order; a key may be there twice, which is for the reader to refuse.</summary>
    public sealed record Map(IReadOnlyList<KeyValuePair<string, DocumentNode>> Fields) : DocumentNode;

    public sealed record List(IReadOnlyList<DocumentNode> Items) : DocumentNode;

    public sealed record Scalar(string Text, ScalarKind Kind) : DocumentNode
    {
        public bool CanBeText => Kind is ScalarKind.Text or ScalarKind.Plain;

        public bool CanBeNumber => Kind is ScalarKind.Number or ScalarKind.Plain;

        public bool CanBeFlag => Kind is ScalarKind.Flag or ScalarKind.Plain;

        public bool IsNull => Kind is ScalarKind.Null;
    }
}

/// <summary>
/// What a scalar was written as. Plain is YAML without quotes: a text, a number or a flag, as the field needs it. Flag is true or false.
/// </summary>
internal enum ScalarKind { Plain, Text, Number, Flag, Null }
