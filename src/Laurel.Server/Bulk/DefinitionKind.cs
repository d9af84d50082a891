using Laurel.Core;
using Laurel.Core.Rulebooks;
using Laurel.Server.Http;

namespace Laurel.Server.Bulk;

/// <summary>
/// One kind of definition as the administration API reads and edits it. What is wrong with an item is reported to the reader; what
/// is wrong with the rulebook that comes of it is found by the check of rulebooks.
/// </summary>
/// <typeparam name="T">The definition.</typeparam>
/// <typeparam name="TBody">How the wire shows it.</typeparam>
internal abstract class DefinitionKind<T, TBody>
    where T : class
    where TBody : class
{
    /// <summary>What it is called in sentences: Metric.</summary>
    public abstract string Thing { get; }

    /// <summary>The definitions, in their order.</summary>
    public abstract ValueList<T> All(Revision revision);

    /// <summary>The rulebook with other definitions of this kind.</summary>
    public abstract Rulebook With(Revision revision, ValueList<T> all);

    public abstract Guid IdOf(Revision revision, T definition);

    public abstract TBody Show(Revision revision, T definition);

    /// <summary>A new definition of what an item says; null when it cannot be made, which is reported.</summary>
    public abstract T? Create(Revision revision, FieldReader item);

    /// <summary>The definition with what an item says changed; null when it cannot be changed so, which is reported.</summary>
    public abstract T? Change(Revision revision, T definition, FieldReader item);

    /// <summary>The rest of the body of a creation, for kinds that tell more of what is new.</summary>
    public virtual TBody ShowNew(Revision revision, T definition, FieldReader item) => Show(revision, definition);

    /// <summary>The name of a new definition; one that is missing or no text is reported with <paramref name="sentence"/>.</summary>
    protected static string NewName(FieldReader item, string sentence = "name must be a string")
    {
        if (item.IsText("name"))
        {
            return item.RequiredText("name");
        }

        item.Refuse(sentence);
        return "";
    }

    /// <summary>The name that an item gives; without one, or where a new one was refused already, what was before.</summary>
    protected static string Renamed(FieldReader item, string before) => before.Length == 0 ? before : item.Text("name") ?? before;

    /// <summary>The key of a new definition; one that is taken is reported.</summary>
    protected static string NewKey(FieldReader item, IEnumerable<string> taken, string what)
    {
        var key = item.RequiredText("key");
        if (taken.Contains(key))
        {
            item.Refuse($"Key already in use by another {what}");
        }

        return key;
    }
}
