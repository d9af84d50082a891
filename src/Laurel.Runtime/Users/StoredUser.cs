using Laurel.Core.Evaluation;

namespace Laurel.Runtime.Users;

/// <summary>A user as stored: the state, and how many inputs the journal holds.</summary>
internal sealed record StoredUser(UserState State, long Seq)
{
    /// <summary>Of the stored row, where other nodes write too: the state is the stored one while this is; 0 on a file.</summary>
    public long Version { get; init; }
}

/// <summary>Names a user across spaces.</summary>
internal readonly record struct UserKey(int Space, string User);
