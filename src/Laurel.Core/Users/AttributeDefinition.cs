namespace Laurel.Core.Users;

/// <summary>An attribute that users or events may carry. Undeclared attributes are refused.</summary>
public sealed record AttributeDefinition(string Key, string Name);
