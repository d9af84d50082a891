using Laurel.Core;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Bulk;

/// <summary>A rulebook while it is read or edited, with what names definitions on the wire.</summary>
/// <param name="Rulebook">As it stands after the edits so far.</param>
/// <param name="Owner">Key of the points system whose parts are meant; empty for definitions of the rulebook itself.</param>
internal sealed record Revision(Call Call, Rulebook Rulebook, string Owner)
{
    public Space Space => Call.Space;

    /// <summary>Today in UTC: what boards and boosts begin with when nothing else is said.</summary>
    public LocalDate Today => Call.Now.InUtc().Date;

    public Guid Id(string kind, params ReadOnlySpan<string> keys) => StableId.Of(Space, kind, keys);

    /// <summary>The key among <paramref name="keys"/> that an id stands for; null when it is none of theirs.</summary>
    public string? KeyOf(string kind, Guid id, IEnumerable<string> keys) => keys.FirstOrDefault(key => Id(kind, key) == id);

    public string? MetricOf(Guid id) => KeyOf("metric", id, Rulebook.Metrics.Select(metric => metric.Key));

    public string? AchievementOf(Guid id) => KeyOf("achievement", id, Rulebook.Achievements.Select(achievement => achievement.Key));

    public string? PointsOf(Guid id) => KeyOf("points", id, Rulebook.Points.Select(points => points.Key));

    public string? AttributeOf(string type, Guid id) => (type == "user" ? Rulebook.UserAttributes : Rulebook.EventAttributes)
        .Select(attribute => attribute.Key).FirstOrDefault(key => Id("attribute", type, key) == id);

    /// <summary>What <paramref name="field"/> names by id, as a key; null when it is absent or, which is a problem, unknown.</summary>
    public string? Reference(FieldReader item, string field, Func<Guid, string?> find)
    {
        if (item.Uuid(field) is not { } id)
        {
            return null;
        }

        var key = find(id);
        if (key is null)
        {
            item.Problem(field, "names nothing that exists");
        }

        return key;
    }

    /// <summary>A filter by attributes; null when it is absent.</summary>
    /// <param name="type">user or event.</param>
    public ValueList<AttributeValue>? Filter(FieldReader item, string field, string type)
    {
        if (item.IsNull(field))
        {
            return [];
        }

        if (item.Items(field, Limits.AttributesMax) is not { } pairs)
        {
            return null;
        }

        // A pair whose attribute is not known has a problem, so that what is made of it is never used.
        return [.. pairs.Select(pair => new AttributeValue(KeyOf(pair, type), pair.RequiredText("attributeValue")))];
    }

    /// <summary>A filter as the wire shows it.</summary>
    public IReadOnlyList<FilterResponse> Shown(ValueList<AttributeValue> filter, string type) =>
        [.. filter.Select(pair => new FilterResponse(WireText.Of(Id("attribute", type, pair.Key)), pair.Value))];

    private string KeyOf(FieldReader pair, string type)
    {
        if (!pair.Has("attributeId"))
        {
            pair.Problem("attributeId", "is required");
        }

        return Reference(pair, "attributeId", id => AttributeOf(type, id)) ?? "";
    }
}

/// <summary>An attribute and the value that it must have.</summary>
internal sealed record FilterResponse(string AttributeId, string AttributeValue);
