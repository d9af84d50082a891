using System.Text.Json;
using Laurel.Core.Rulebooks;
using Laurel.Server.Http;

namespace Laurel.Server.Bulk;

/// <summary>
/// One request's edits of a rulebook: each item on top of those before it, and left out when what would come of it is not valid.
/// </summary>
internal sealed class DefinitionEdit<T, TBody>(DefinitionKind<T, TBody> kind, Revision start)
    where T : class
    where TBody : class
{
    private readonly List<AdminIssue> issues = [];
    private readonly List<(Guid Id, JsonElement Item)> done = [];

    public Revision Revision { get; private set; } = start;

    public IReadOnlyList<AdminIssue> Issues => issues;

    public void Create(IReadOnlyList<JsonElement> items)
    {
        foreach (var (index, item) in items.Index())
        {
            var made = BulkCall.Read(item, reader => kind.Create(Revision, reader), out var message);
            if (made is null || !TryTake(kind.All(Revision).Append(made), out message))
            {
                issues.Add(AdminIssue.At(index, message));
                continue;
            }

            done.Add((kind.IdOf(Revision, made), item));
        }
    }

    public void Update(IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            var id = BulkCall.IdText(item);
            if (Find(id, out var message) is not { } index)
            {
                issues.Add(AdminIssue.Of(id, message));
                continue;
            }

            var all = kind.All(Revision);
            var changed = BulkCall.Read(item, reader => kind.Change(Revision, all[index], reader), out message);
            if (changed is null || !TryTake(all.With(index, changed), out message))
            {
                issues.Add(AdminIssue.Of(id, message));
                continue;
            }

            done.Add((kind.IdOf(Revision, changed), item));
        }
    }

    /// <summary>Deletes in any order that works: of two that go, one may need the other.</summary>
    public void Delete(IReadOnlyList<string> ids)
    {
        var waiting = ids.ToList();
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        while (waiting.RemoveAll(id => TryDelete(id, reasons)) > 0)
        {
        }

        issues.AddRange(waiting.Select(id => AdminIssue.Of(id, reasons[id])));
    }

    /// <summary>What was created or changed, as it is in the end.</summary>
    public IReadOnlyList<TBody> Shown(bool isNew)
    {
        var byId = kind.All(Revision).ToDictionary(definition => kind.IdOf(Revision, definition));
        return
        [
            .. from one in isNew ? done : done.DistinctBy(one => one.Id)
               where byId.ContainsKey(one.Id)
               let definition = byId[one.Id]
               select isNew ? kind.ShowNew(Revision, definition, new FieldReader(one.Item, "", [])) : kind.Show(Revision, definition),
        ];
    }

    public IReadOnlyList<string> Deleted => [.. done.Select(one => WireText.Of(one.Id))];

    private bool TryDelete(string id, Dictionary<string, string> reasons)
    {
        if (Find(id, out var message) is not { } index)
        {
            reasons[id] = message;
            return false;
        }

        var all = kind.All(Revision);
        var gone = kind.IdOf(Revision, all[index]);
        if (!TryTake([.. all.Where((_, at) => at != index)], out message))
        {
            reasons[id] = "Still needed: " + message;
            return false;
        }

        done.Add((gone, default));
        return true;
    }

    private int? Find(string id, out string message)
    {
        if (!Guid.TryParseExact(id, "D", out var wanted))
        {
            message = "id must be a valid UUID";
            return null;
        }

        message = $"{kind.Thing} not found by ID";
        var index = kind.All(Revision).ToList().FindIndex(definition => kind.IdOf(Revision, definition) == wanted);
        return index < 0 ? null : index;
    }

    // The rulebook was valid before, so whatever is wrong with it now comes of this item.
    private bool TryTake(Laurel.Core.ValueList<T> all, out string message)
    {
        var next = kind.With(Revision, all);
        var problems = RulebookCheck.Problems(next);
        message = string.Join(" ", problems.Take(3).Select(problem => $"{problem}."));
        if (problems.Count > 0)
        {
            return false;
        }

        Revision = Revision with { Rulebook = next };
        return true;
    }
}
