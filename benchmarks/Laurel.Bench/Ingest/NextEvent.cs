using System.Globalization;

namespace Laurel.Bench.Ingest;

/// <summary>An event with which a user of a history goes on, now.</summary>
/// <param name="More">Further properties as JSON, each after a comma.</param>
internal readonly record struct NextEvent(string Metric, string User, string More)
{
    /// <summary>The JSON of one that is sent alone.</summary>
    public string Alone => string.Create(CultureInfo.InvariantCulture, $$$"""{"user":{"id":"{{{User}}}"},"value":1{{{More}}}}""");

    /// <summary>The JSON of one among others.</summary>
    public string InBatch => string.Create(CultureInfo.InvariantCulture, $$$"""{"key":"{{{Metric}}}",{{{Alone[1..]}}}""");
}
