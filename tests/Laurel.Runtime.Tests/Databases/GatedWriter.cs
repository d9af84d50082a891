using System.Data.Common;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Tests.Databases;

/// <summary>A writer without a database, whose disk syncs when the test lets it, or fails.</summary>
internal sealed class GatedWriter : DatabaseWriter
{
    private readonly SemaphoreSlim gate = new(0);

    public int Syncs { get; private set; }

    public DatabaseException? Failure { get; init; }

    public override DbConnection Connection => throw new NotSupportedException();

    internal override string Id => "";

    internal override long? Position => null;

    internal override bool IsShared => false;

    public void LetSync() => gate.Release();

    public override void Transact(Action work) => work();

    public override void Sync()
    {
        gate.Wait();
        Syncs++;
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    public override TableRows Into(Table table) => throw new NotSupportedException();

    public override TableRows OutOf(Table table) => throw new NotSupportedException();

    public override bool Claim(InputKey key, long seq) => throw new NotSupportedException();

    public override void Release(InputKey key) => throw new NotSupportedException();

    internal override void Announce(byte[] change)
    {
    }

    internal override BatchStart Start(IReadOnlyCollection<UserKey> users, IReadOnlyCollection<InputKey> keys) => BatchStart.Alone;

    internal override void StartAlone(int space)
    {
    }

    public override void Dispose() => gate.Dispose();
}
