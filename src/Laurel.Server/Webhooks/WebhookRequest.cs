using Laurel.Core;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;

namespace Laurel.Server.Webhooks;

/// <summary>What is left of the body of an endpoint once it is read. Null: not given.</summary>
internal sealed record WebhookRequest(string? Name, string? Url, ValueList<string>? Types, string? Secret, bool? IsEnabled)
{
    public static WebhookRequest Read(FieldReader body) => new(
        body.Text("name"), body.Text("url", Limits.TextLengthMax), body.Texts("events", WebhookTypes.All.Count, Limits.KeyLengthMax), body.Text("secret"), body.Flag("enabled"));

    /// <summary>Throws <see cref="RefusedException"/> with everything that is wrong; a single problem has a code of its own.</summary>
    public void Check(bool isNew, bool allowsPrivate)
    {
        (ErrorKind Kind, ProblemResponse Problem)[] problems = [.. UrlProblems(isNew, allowsPrivate), .. TypeProblems(isNew), .. SecretProblems()];
        if (problems is [var (kind, only)])
        {
            throw new RefusedException(kind, only.Limit, [only]);
        }

        if (problems.Length > 1)
        {
            throw JsonBody.Invalid([.. problems.Select(found => found.Problem)]);
        }
    }

    private IEnumerable<(ErrorKind, ProblemResponse)> UrlProblems(bool isNew, bool allowsPrivate)
    {
        if (Url is null && !isNew)
        {
            yield break;
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0 || url.UserInfo.Length > 0)
        {
            yield return (ErrorTable.WebhookUrlInvalid, new("url", "must be an address such as https://example.com/hooks, with http or https and without a password"));
        }
        else if (!allowsPrivate && AddressRule.IsClosed(url))
        {
            yield return (ErrorTable.WebhookUrlPrivate, new("url", "must lead to the public internet; an operator who wants another one starts the server with --allow-private-webhooks"));
        }
    }

    private IEnumerable<(ErrorKind, ProblemResponse)> TypeProblems(bool isNew)
    {
        if (Types is { Count: 0 } || (isNew && Types is null))
        {
            yield return (ErrorTable.UnknownWebhookEvent, new("events", $"must name at least one of {string.Join(", ", WebhookTypes.All)}"));
        }

        foreach (var (index, type) in (Types ?? []).Index())
        {
            if (!WebhookTypes.All.Contains(type))
            {
                yield return (ErrorTable.UnknownWebhookEvent, new($"events[{index}]", $"'{type}' is none of {string.Join(", ", WebhookTypes.All)}"));
            }
        }
    }

    private IEnumerable<(ErrorKind, ProblemResponse)> SecretProblems()
    {
        if (Secret is not null && WebhookSecret.Problem(Secret) is { } problem)
        {
            yield return (ErrorTable.WebhookSecretInvalid, new("secret", problem));
        }
    }
}
