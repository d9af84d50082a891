using System.Data.Common;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Http;

/// <summary>Answers one request; errors are thrown as <see cref="RefusedException"/>.</summary>
internal delegate ValueTask<Reply> Handler(Call call);

/// <summary>
/// Where endpoints are mapped under one root. Everything that all of them share happens here, once: the key, the answer, the errors.
/// </summary>
/// <param name="isAdmin">Whether only admin keys may use this root.</param>
internal sealed class Routes(IEndpointRouteBuilder builder, Backend backend, string root, bool isAdmin)
{
    /// <summary>Whether the published document lists these addresses.</summary>
    public bool IsDescribed { get; init; } = true;

    public IEndpointConventionBuilder Get(string pattern, Handler handler, Operation operation) => Map("GET", pattern, handler, operation);

    public IEndpointConventionBuilder Post(string pattern, Handler handler, Operation operation) => Map("POST", pattern, handler, operation);

    public IEndpointConventionBuilder Put(string pattern, Handler handler, Operation operation) => Map("PUT", pattern, handler, operation);

    public IEndpointConventionBuilder Patch(string pattern, Handler handler, Operation operation) => Map("PATCH", pattern, handler, operation);

    public IEndpointConventionBuilder Delete(string pattern, Handler handler, Operation operation) => Map("DELETE", pattern, handler, operation);

    private IEndpointConventionBuilder Map(string method, string pattern, Handler handler, Operation operation)
    {
        RequestDelegate request = context => Handle(context, handler, operation);
        var endpoint = builder.MapMethods(root + pattern, [method], request).WithMetadata(operation.ToMetadata());
        if (!isAdmin)
        {
            endpoint.RequireCors(Browsers.Policy);
        }

        return IsDescribed ? endpoint : endpoint.ExcludeFromDescription();
    }

    private async Task Handle(HttpContext context, Handler handler, Operation operation)
    {
        Reply reply;
        try
        {
            var key = KeyOf(context);
            Spend(context, key, operation);
            reply = await handler(new Call(context, backend, key, SpaceOf(context, key, operation)));
        }
        catch (RefusedException refused)
        {
            reply = Reply.Of(refused);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            reply = Reply.Of(ErrorTable.BodyTooLarge);
        }
        catch (DbException error) when (DatabaseErrors.Of(error).Code != DatabaseErrors.Other)
        {
            backend.Log.DatabaseAway(error);
            reply = Reply.Of(ErrorTable.OutcomeUnknown);
        }
        catch (Exception error)
        {
            backend.Log.RequestFailed(error);
            reply = Reply.Of(ErrorTable.Internal);
        }

        reply.Write(context.Response);
    }

    // Only keys that work are counted: guessing one costs nobody else anything.
    private void Spend(HttpContext context, ApiKey key, Operation operation)
    {
        var now = backend.Engine.Now;
        if (backend.RateLimiter.Take(key.Prefix, isAdmin ? RateTier.Writes : operation.Tier, now) is not { } decision)
        {
            return;
        }

        var headers = context.Response.Headers;
        headers["X-RateLimit-Limit"] = $"{decision.Limit}";
        headers["X-RateLimit-Remaining"] = $"{decision.Remaining}";
        headers["X-RateLimit-Reset"] = $"{decision.FullAt.ToUnixTimeSeconds() + 1}";
        if (!decision.IsAllowed)
        {
            headers.RetryAfter = $"{(long)Math.Ceiling(decision.Wait.TotalSeconds)}";
            throw new RefusedException(ErrorTable.RateLimited);
        }
    }

    private Space SpaceOf(HttpContext context, ApiKey key, Operation operation) => operation.IsForEnvironment
        ? Tenancy.EnvironmentOf(backend.Engine.Spaces, key)
        : Tenancy.SpaceOf(backend.Engine.Spaces, key, context.Request.Headers[Tenancy.Header].ToString());

    private ApiKey KeyOf(HttpContext context)
    {
        var text = context.Request.Headers["X-API-KEY"].ToString();
        return backend.Keys.Check(text) is { } key && (!isAdmin || key.Kind == KeyKind.Admin)
            ? key
            : throw new RefusedException(ErrorTable.Unauthorized);
    }
}
