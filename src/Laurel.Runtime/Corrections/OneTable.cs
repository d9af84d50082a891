using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Corrections;

/// <summary>Lets the rows of one table through: a fact may be kept in two, of which one is right already.</summary>
internal sealed class OneTable(RowTarget target, Table table) : RowTarget
{
    public override TableRows Into(Table other) => other == table ? target.Into(table) : NoRows.Instance;
}
