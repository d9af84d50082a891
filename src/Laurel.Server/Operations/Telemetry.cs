using Laurel.Runtime.Operations;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Laurel.Server.Operations;

/// <summary>Sends metrics by OTLP, when the standard environment variable says where to.</summary>
internal static class Telemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
        [Instruments.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <summary>Sends until disposed of. Null: nobody asked. All <c>OTEL_…</c> variables of the exporter are understood.</summary>
    public static IDisposable? Start() => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable))
        ? null
        : Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("laurel").AddEnvironmentVariableDetector())
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build();
}
