using Laurel.Core.Facts;
using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Corrections;

/// <summary>Where rows go that nobody wants.</summary>
internal sealed class NoRows : TableRows
{
    public static readonly NoRows Instance = new();

    private NoRows()
    {
    }

    public override TableRows Add(string? value) => this;

    public override TableRows AddText(ReadOnlySpan<byte> utf8) => this;

    public override TableRows Add(long value) => this;

    public override TableRows AddNull() => this;

    public override TableRows Add(Guid value) => this;

    public override TableRows Add(FactId value) => this;

    public override void End()
    {
    }
}
