using Laurel.Runtime.Databases;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Http;

/// <summary>Answers one request; errors are thrown as <see cref="RefusedException"/>.</summary>
internal delegate ValueTask<Reply> Handler(Call call);

/// <summary>Writes an answer bit by bit; errors before the first one are thrown as <see cref="RefusedException"/>.</summary>
internal delegate Task StreamHandler(Call call, HttpResponse response);

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

    /// <summary>An answer that goes on as long as the caller listens; errors before its first byte are answered as usual.</summary>
    public IEndpointConventionBuilder Stream(string pattern, StreamHandler handler, Operation operation) =>
        Add("GET", pattern, context => Follow(context, handler, operation), operation);

    private IEndpointConventionBuilder Map(string method, string pattern, Handler handler, Operation operation) =>
        Add(method, pattern, context => Handle(context, handler, operation), operation);

    private IEndpointConventionBuilder Add(string method, string pattern, RequestDelegate request, Operation operation)
    {
        var endpoint = builder.MapMethods(root + pattern, [method], request).WithMetadata(operation.ToMetadata());
        if (!isAdmin)
        {
            endpoint.RequireCors(Browsers.Policy);
        }

        return IsDescribed ? endpoint : endpoint.ExcludeFromDescription();
    }

    private async Task Handle(HttpContext context, Handler handler, Operation operation)
    {
        Reply? reply;
        try
        {
            reply = await handler(CallOf(context, operation));
        }
        catch (Exception error)
        {
            reply = ReplyTo(error, context);
        }

        reply?.Write(context.Response);
    }

    private async Task Follow(HttpContext context, StreamHandler handler, Operation operation)
    {
        try
        {
            await handler(CallOf(context, operation), context.Response);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            ReplyTo(error, context)?.Write(context.Response);
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The caller comes back, and goes on where it was.
            Note(error);
        }
    }

    private Call CallOf(HttpContext context, Operation operation)
    {
        var key = KeyOf(context);
        Spend(context, key, operation);
        return new(context, backend, key, SpaceOf(context, key, operation));
    }

    // Null: there is nobody left to answer.
    private Reply? ReplyTo(Exception error, HttpContext context)
    {
        switch (error)
        {
            case RefusedException refused:
                if (refused.Failure is { } failed)
                {
                    backend.Log.NotStored(failed.Code, failed.Cause);
                }

                return Reply.Of(refused);
            case var _ when context.RequestAborted.IsCancellationRequested:
                return null;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Reply.Of(ErrorTable.BodyTooLarge);
            case BadHttpRequestException unreadable:
                // A body that breaks off because its sender has left, or that is not sent as HTTP says.
                return Reply.Of(new RefusedException(ErrorTable.MalformedJson, unreadable.Message));
            default:
                return Reply.Of(Note(error));
        }
    }

    // What a caller is told of an error that nobody asked for.
    private ErrorKind Note(Exception error)
    {
        if (DatabaseErrors.IsAway(error))
        {
            backend.Log.DatabaseAway(error);
            return ErrorTable.OutcomeUnknown;
        }

        backend.Log.RequestFailed(error);
        return ErrorTable.Internal;
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
