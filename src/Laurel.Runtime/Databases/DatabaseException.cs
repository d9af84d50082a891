namespace Laurel.Runtime.Databases;

/// <summary>The database cannot do what is asked, for a reason that an operator can act on.</summary>
/// <param name="code">Stable, snake_case.</param>
/// <param name="message">One sentence: what is wrong and what to do.</param>
public sealed class DatabaseException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;
}
