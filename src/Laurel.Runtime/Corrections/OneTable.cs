using Laurel.Core.Facts;
using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Corrections;

/// <summary>Lets the rows of one table through: a fact may be kept in two, of which one is right already.</summary>
internal sealed class OneTable(RowTarget target, Table table) : RowTarget
{
    public override TableRows Into(Table other) => other == table ? target.Into(table) : Nowhere.Rows;

    private sealed class Nowhere : TableRows
    {
        public static readonly Nowhere Rows = new();

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
}
