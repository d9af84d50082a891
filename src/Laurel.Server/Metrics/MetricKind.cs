using Laurel.Core;
using Laurel.Core.Metrics;
using Laurel.Core.Rulebooks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Metrics;

/// <summary>Metrics as the administration API edits them.</summary>
internal sealed class MetricKind : DefinitionKind<MetricDefinition, MetricResponse>
{
    public override string Thing => "Metric";

    public override ValueList<MetricDefinition> All(Revision revision) => revision.Rulebook.Metrics;

    public override Rulebook With(Revision revision, ValueList<MetricDefinition> all) => revision.Rulebook with { Metrics = all };

    public override Guid IdOf(Revision revision, MetricDefinition definition) => revision.Id("metric", definition.Key);

    public override MetricResponse Show(Revision revision, MetricDefinition definition) => new(
        WireText.Of(IdOf(revision, definition)), definition.Name, definition.Key,
        definition.UnitType == UnitType.Currency ? "currency" : "number", definition.Units);

    public override MetricDefinition? Create(Revision revision, FieldReader item)
    {
        var name = NewName(item, "Name not a string");
        var key = NewKey(item, revision.Rulebook.Metrics.Select(metric => metric.Key), "metric");
        return Change(revision, new MetricDefinition(key, name), item);
    }

    public override MetricDefinition? Change(Revision revision, MetricDefinition definition, FieldReader item) => definition with
    {
        Name = Renamed(item, definition.Name),
        UnitType = item.Word("unitType", "number", "currency") switch
        {
            "number" => UnitType.Number,
            "currency" => UnitType.Currency,
            _ => definition.UnitType,
        },
        Units = item.Text("units") ?? definition.Units,
    };
}

/// <summary>A metric; unitType is number or currency, units a label or a currency code.</summary>
internal sealed record MetricResponse(string Id, string Name, string Key, string UnitType, string Units);

/// <summary>A new metric, for the published document.</summary>
internal sealed record MetricBody(string Name, string Key, string? UnitType, string? Units);

/// <summary>What is to change about a metric, for the published document.</summary>
internal sealed record MetricChangeBody(string Id, string? Name, string? UnitType, string? Units);
