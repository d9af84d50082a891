namespace Laurel.Core.Inputs;

/// <summary>
/// Identity of an input. Inputs that carry an idempotency key derive it from user, metric and key, so that the same event
/// sent twice has the same id everywhere; others get a random one at the edge. <c>default</c> means none (a tick).
/// </summary>
public readonly record struct InputId(Guid Value)
{
    public bool IsNone => Value == Guid.Empty;

    public override string ToString() => Value.ToString();
}
