using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Laurel.Server.Notifications;
using Laurel.Server.Webhooks;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Laurel.Server.Http;

/// <summary>The published description of the API (OpenAPI 3.1), made from the endpoints as they are mapped.</summary>
internal static class ApiDocument
{
    public const string Address = "/v1/openapi";
    public const string AdminAddress = "/admin/v1/openapi";

    // The second document is found by its name, which must then be a part of its address.
    private const string AdminPattern = "/{documentName:regex(^admin$)}/v1/openapi";
    private const string AdminRoot = "admin/v1/";
    private const string KeyScheme = "ApiKeyAuth";

    private static readonly Parameter Tenant = new(Tenancy.Header, "The customer's id of a tenant; empty: none.", IsHeader: true);

    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebhookJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, NotificationJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default);
        });
        services.AddOpenApi("v1", options => Configure(options, isAdmin: false));
        services.AddOpenApi("admin", options => Configure(options, isAdmin: true));
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapOpenApi(Address);
        app.MapOpenApi(AdminPattern);
    }

    private static void Configure(OpenApiOptions options, bool isAdmin)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith(AdminRoot, StringComparison.Ordinal) == isAdmin;
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(Describe);
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new() { Title = "Laurel", Version = "1.21.1", Description = "Gamification: metrics, streaks, achievements, points, leaderboards." };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-API-KEY" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().FirstOrDefault() is not { } described)
        {
            return;
        }

        operation.Summary = described.Summary;
        operation.Description = ErrorsOf(described);
        operation.Tags = new HashSet<OpenApiTagReference> { new(described.Tag, context.Document) };
        operation.Parameters =
        [
            .. PathParameters(context.Description.RelativePath ?? ""),
            .. described.Parameters.Select(ParameterOf),
            .. described.IsForEnvironment ? Array.Empty<IOpenApiParameter>() : [ParameterOf(Tenant)],
        ];
        if (described.Body is { } body)
        {
            var schema = await context.GetOrCreateSchemaAsync(body, null, cancellation);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = schema, Example = described.BodyExample is { } example ? JsonNode.Parse(example) : null },
                },
            };
        }
    }

    private static IEnumerable<IOpenApiParameter> PathParameters(string path)
    {
        var segments = path.Split('/');
        return from pair in segments.Zip(segments.Skip(1))
               where pair.Second.StartsWith('{')
               select new OpenApiParameter
               {
                   Name = pair.Second.Trim('{', '}'),
                   In = ParameterLocation.Path,
                   Required = true,
                   Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                   Example = ExampleOf(pair.First) is { } example ? JsonValue.Create(example) : null,
               };
    }

    // After the segment before it; from the example that ./run serves.
    private static string? ExampleOf(string collection) => collection switch
    {
        "users" => "ana",
        "metrics" => "lessons-completed",
        "points" => "xp",
        "achievements" => "profile",
        "streaks" => "daily",
        "leaderboards" => "weekly-xp",
        _ => null,
    };

    private static OpenApiParameter ParameterOf(Parameter parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.IsHeader ? ParameterLocation.Header : ParameterLocation.Query,
        Required = parameter.IsRequired,
        Description = parameter.Description,
        Schema = new OpenApiSchema { Type = parameter.IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String },
        Example = parameter.Example is not { } example ? null : parameter.IsNumber ? JsonNode.Parse(example) : JsonValue.Create(example),
    };

    private static string? ErrorsOf(Operation operation) => operation.Errors.Count == 0
        ? null
        : "Errors of its own: " + string.Join(", ", operation.Errors.Select(error => $"`{error.Code}` ({error.Status})")) + ".";
}
