namespace Laurel.Runtime.Databases;

/// <summary>Names a keyed input: applied at most once.</summary>
public readonly record struct InputKey(int Space, string User, Guid Input);
