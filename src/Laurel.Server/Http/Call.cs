using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Http;

/// <summary>One request: who asks, for what, and what it is answered from.</summary>
internal sealed class Call(HttpContext context, Backend backend, ApiKey key, Space space)
{
    public const string KeyHeader = "Idempotency-Key";

    public Backend Backend { get; } = backend;

    /// <summary>The space that is asked about: the key's environment, or a tenant of it.</summary>
    public Space Space { get; } = space;

    /// <summary>The key that asks.</summary>
    public ApiKey Key { get; } = key;

    /// <summary>What the key was named when it was made; its prefix when it has no name.</summary>
    public string KeyName => Key.Name.Length == 0 ? Key.Prefix : Key.Name;

    public CatalogSet Catalogs => Backend.CatalogsOf(Space);

    /// <summary>The rulebook version in force now.</summary>
    public Catalog Catalog => Catalogs.Current;

    /// <summary>What time it is in the space.</summary>
    public Instant Now => Backend.Engine.NowOf(Space);

    /// <summary>What time it is in the world, for what leads there: webhooks, environments, tenants.</summary>
    public Instant RealNow => Backend.Engine.Now;

    /// <summary>Set when the caller has gone.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>A path segment, decoded; 1 to 255 characters.</summary>
    public string Path(string name)
    {
        var value = PathSegment.Decoded(context, name);
        return TextRule.Problem(value, Limits.NameLengthMax) is { } problem ? throw Invalid(name, problem) : value;
    }

    /// <summary>Whether the address has a segment of this name.</summary>
    public bool HasPath(string name) => context.Request.RouteValues.ContainsKey(name);

    /// <summary>A path segment that must be a UUID.</summary>
    public Guid PathUuid(string name) => Guid.TryParseExact(Path(name), "D", out var id) ? id : throw Invalid(name, "must be a valid UUID");

    /// <summary>The user in the path, whom the key must be allowed to act for.</summary>
    public string PathUser()
    {
        var user = Path("id");
        AllowUser(user);
        return user;
    }

    /// <summary>A key for one user acts for no other.</summary>
    public void AllowUser(string user)
    {
        if (Key.Kind == KeyKind.User && Key.UserId != user)
        {
            throw new RefusedException(ErrorTable.Forbidden);
        }
    }

    public ValueTask<T> Body<T>(Func<FieldReader, T> parse) => JsonBody.Read(context, parse);

    /// <summary>The items of a body that is a list of 1 to <paramref name="max"/>.</summary>
    public ValueTask<IReadOnlyList<JsonElement>> BodyList(int max) => JsonBody.ReadList(context, max);

    /// <summary>A header of at most 255 characters; null when absent or empty.</summary>
    public string? Header(string name)
    {
        var value = context.Request.Headers[name].ToString();
        return value.Length == 0 ? null : TextRule.Problem(value, Limits.NameLengthMax) is { } problem ? throw Invalid(name, problem) : value;
    }

    /// <summary>A query parameter; null when absent.</summary>
    public string? Query(string name)
    {
        var values = context.Request.Query[name];
        return values.Count switch
        {
            0 => null,
            1 when TextRule.Problem(values[0] ?? "", Limits.TextLengthMax) is { } problem => throw Invalid(name, problem),
            1 => values[0],
            _ => throw Invalid(name, "must be given once"),
        };
    }

    /// <summary>All values of a query parameter that may be repeated; given once, it may be a list with commas.</summary>
    public IReadOnlyList<string> QueryList(string name, int max)
    {
        var values = context.Request.Query[name];
        string[] list = values.Count == 1 ? (values[0] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries) : [.. values.Select(value => value ?? "")];
        return list.Length < 1 || list.Length > max || list.Any(item => TextRule.Problem(item, Limits.NameLengthMax) is not null)
            ? throw Invalid(name, $"must be 1 to {max} ids of at most {Limits.NameLengthMax} characters")
            : list;
    }

    public int QueryNumber(string name, int absent, int min = 0, int max = int.MaxValue)
    {
        var text = Query(name);
        return text is null ? absent
            : int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out var number) && number >= min && number <= max ? number
            : throw Invalid(name, max == int.MaxValue ? $"must be a whole number, at least {min}" : $"must be a whole number from {min} to {max}");
    }

    /// <summary>True for the text true; anything else is false.</summary>
    public bool QueryFlag(string name) => Query(name) == "true";

    public LocalDate? QueryDate(string name)
    {
        var text = Query(name);
        return text is null ? null
            : LocalDatePattern.Iso.Parse(text) is { Success: true } date && date.Value.Year is >= 1970 and < 2200 ? date.Value
            : throw Invalid(name, "must be a date such as 2026-03-04");
    }

    /// <summary>Pairs written as <c>key:value,key2:value2</c>; null when absent.</summary>
    public IReadOnlyList<AttributeValue>? QueryAttributes(string name)
    {
        if (Query(name) is not { } text)
        {
            return null;
        }

        var pairs = text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':', 2)).ToArray();
        return pairs.Length == 0 || pairs.Length > Limits.AttributesMax || pairs.Any(pair => pair.Length != 2)
            ? throw Invalid(name, "must be written as key:value,key2:value2")
            : [.. pairs.Select(pair => new AttributeValue(pair[0], pair[1]))];
    }

    /// <summary>The user as of now. Throws <see cref="RefusedException"/> when unknown.</summary>
    public UserState User(string user) =>
        Backend.Engine.Find(Space, user) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownUser));

    /// <summary>Applies an input that happens now.</summary>
    public async ValueTask<Answer.Accepted> Submit(Func<InputId, Instant, Input> make)
    {
        _ = Catalogs;
        var now = Now;
        var answer = await Backend.Engine.Submit(new Submission(Space, make(InputIds.New(now), now), IsKeyed: false, AtArrival: true));
        return answer as Answer.Accepted ?? throw RefusedException.Of(answer);
    }

    /// <summary>Applies an input that happens now, once per <c>Idempotency-Key</c> of the user in this scope; without the header every time.</summary>
    /// <param name="what">The scope has a slash, which no key of a metric has.</param>
    /// <param name="make">Makes the input.</param>
    public async ValueTask<Answer> SubmitOnce((string Scope, string User) what, Func<InputId, Instant, Input> make)
    {
        _ = Catalogs;
        var now = Now;
        var key = Header(KeyHeader);
        var id = key is null ? InputIds.New(now) : InputIds.OfKey(what.User, what.Scope, key);
        var answer = await Backend.Engine.Submit(new Submission(Space, make(id, now), IsKeyed: key is not null, AtArrival: true));
        return answer is Answer.Accepted or Answer.Replayed ? answer : throw RefusedException.Of(answer);
    }

    /// <summary>Makes a changed rulebook the next version, after all changes of others; see <see cref="RulebookEditor.Edit"/>.</summary>
    public Task<Plan?> EditRulebook(Func<Rulebook, Rulebook> change) => Backend.Engine.Editor.Edit(Space, Key.Prefix, change);

    public static RefusedException Invalid(string path, string limit) => JsonBody.Invalid([new ProblemResponse(path, limit)]);
}
