using System.Runtime.InteropServices;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// The leaves in their order, in branches, and how many entries lie before each. There is always a leaf, and none is empty unless it
/// is the only one; likewise with branches.
/// </summary>
internal sealed class LeafOrder : ISortedEntries
{
    private readonly ScoreOrder order;
    private readonly MemberLeaves leafOf;
    private readonly List<Branch> branches = [];
    private readonly List<long> firstNumbers = [];
    private readonly PrefixCounts entries = new();
    private readonly PrefixCounts? values;

    public LeafOrder(ScoreOrder order, MemberLeaves leafOf, bool countsValues)
    {
        (this.order, this.leafOf) = (order, leafOf);
        values = countsValues ? new PrefixCounts() : null;
        Branch only = new();
        only.Insert(0, new Leaf(only));
        Insert(0, only);
    }

    public IEnumerable<Leaf> All => branches.SelectMany(branch => branch.All);

    Entry ISortedEntries.this[int branch] => branches[branch][0].First;

    /// <summary>The leaf in which the score is, or would be inserted.</summary>
    public Leaf Find(in Score score)
    {
        // What comes before the second branch lies in the first, which may be empty.
        ReadOnlySpan<long> numbers = CollectionsMarshal.AsSpan(firstNumbers)[1..];
        int below = SortedNumbers.CountBelow(numbers, score.Entry.Number);
        int upTo = SortedNumbers.CountUpTo(numbers, score.Entry.Number);
        return branches[order.CountUpTo(score, this, 1 + below, 1 + upTo) - 1].Find(score, order);
    }

    public int EntriesBefore(Leaf leaf) => entries.Before(leaf.Branch.Index) + leaf.Branch.EntriesBefore(leaf.Index);

    public Spot SpotAt(int position)
    {
        (int branch, int rest) = entries.Find(position);
        return branches[branch].SpotAt(rest);
    }

    /// <summary>The spot after this one; past the end after the last.</summary>
    public Spot After(Spot spot) =>
        spot.At + 1 == spot.Leaf.Count && Next(spot.Leaf) is { } next ? new Spot(next, 0) : spot with { At = spot.At + 1 };

    /// <summary>How many different values there are up to and including the spot.</summary>
    public int ValuesUpTo(Spot spot) => values is null
        ? throw new InvalidOperationException("This standing does not count values.")
        : values.Before(spot.Leaf.Branch.Index) + spot.Leaf.Branch.ValuesBefore(spot.Leaf.Index) + CountValues(spot.Leaf, spot.At + 1);

    /// <summary>To be called when the entries of a leaf have changed and it stays.</summary>
    public void Refresh(Leaf leaf)
    {
        Branch branch = leaf.Branch;
        int change = branch.Refresh(leaf);
        if (change != 0)
        {
            entries.Add(branch.Index, change);
        }

        firstNumbers[branch.Index] = branch.FirstNumber;
        RefreshValues(leaf);
        RefreshValues(Next(leaf));
    }

    /// <summary>To be called when an entry has gone from a leaf: the leaf may go as well, or join a neighbour.</summary>
    public void Shrink(Leaf leaf)
    {
        if (leaf.Count == 0 && (branches.Count > 1 || leaf.Branch.Count > 1))
        {
            Leaf? next = Next(leaf);
            Remove(leaf);
            RefreshValues(next);
            return;
        }

        Refresh(leaf);
        if (leaf.IsSparse && !JoinNext(leaf) && leaf.Index > 0)
        {
            JoinNext(leaf.Branch[leaf.Index - 1]);
        }
    }

    /// <summary>Divides a leaf, and its branch if that has no room for another leaf.</summary>
    public void Split(Leaf leaf)
    {
        if (leaf.Branch.IsFull)
        {
            Split(leaf.Branch);
        }

        Leaf right = leaf.Split();
        leaf.Branch.Insert(leaf.Index + 1, right);
        leafOf.Set(right.Members, right);
        Refresh(leaf);
        Refresh(right);
    }

    private bool JoinNext(Leaf leaf)
    {
        bool fits = leaf.Index + 1 < leaf.Branch.Count && leaf.CanJoin(leaf.Branch[leaf.Index + 1]);
        if (fits)
        {
            Leaf next = leaf.Branch[leaf.Index + 1];
            leafOf.Set(next.Members, leaf);
            leaf.Join(next);
            Remove(next);
            Refresh(leaf);
        }

        return fits;
    }

    // The leaf is empty.
    private void Remove(Leaf leaf)
    {
        Branch branch = leaf.Branch;
        entries.Add(branch.Index, branch.Refresh(leaf));
        values?.Add(branch.Index, branch.RefreshValues(leaf, 0));
        branch.RemoveAt(leaf.Index);
        firstNumbers[branch.Index] = branch.FirstNumber;
        if (branch.Count == 0)
        {
            RemoveBranch(branch.Index);
        }
        else if (branch.IsSparse && !JoinNextBranch(branch.Index))
        {
            JoinNextBranch(branch.Index - 1);
        }
    }

    private void Split(Branch branch)
    {
        Branch right = branch.Split();
        entries.Add(branch.Index, -right.EntryCount);
        values?.Add(branch.Index, -right.ValueCount);
        Insert(branch.Index + 1, right);
    }

    private bool JoinNextBranch(int index)
    {
        bool fits = index >= 0 && index + 1 < branches.Count && branches[index].CanJoin(branches[index + 1]);
        if (fits)
        {
            branches[index].Join(branches[index + 1]);
            entries.Add(index, entries[index + 1]);
            values?.Add(index, values[index + 1]);
            RemoveBranch(index + 1);
        }

        return fits;
    }

    private void Insert(int index, Branch branch)
    {
        branches.Insert(index, branch);
        firstNumbers.Insert(index, branch.FirstNumber);
        entries.Insert(index, branch.EntryCount);
        values?.Insert(index, branch.ValueCount);
        Renumber(index);
    }

    private void RemoveBranch(int index)
    {
        branches.RemoveAt(index);
        firstNumbers.RemoveAt(index);
        entries.RemoveAt(index);
        values?.RemoveAt(index);
        Renumber(index);
    }

    private void Renumber(int from)
    {
        for (int index = from; index < branches.Count; index++)
        {
            branches[index].Index = index;
        }
    }

    private void RefreshValues(Leaf? leaf)
    {
        if (values is not null && leaf is not null)
        {
            values.Add(leaf.Branch.Index, leaf.Branch.RefreshValues(leaf, CountValues(leaf, leaf.Count)));
        }
    }

    // How many of the first entries of a leaf have another value than the one before.
    private int CountValues(Leaf leaf, int entryCount)
    {
        int count = entryCount > 0 && (Previous(leaf) is not { } previous || !order.AreEqual(previous.Last, leaf.First)) ? 1 : 0;
        for (int at = 1; at < entryCount; at++)
        {
            count += leaf.StartsValue(at, order) ? 1 : 0;
        }

        return count;
    }

    private Leaf? Next(Leaf leaf)
    {
        Branch branch = leaf.Branch;
        return leaf.Index + 1 < branch.Count ? branch[leaf.Index + 1]
            : branch.Index + 1 < branches.Count ? branches[branch.Index + 1][0]
            : null;
    }

    private Leaf? Previous(Leaf leaf) =>
        leaf.Index > 0 ? leaf.Branch[leaf.Index - 1]
        : leaf.Branch.Index > 0 ? branches[leaf.Branch.Index - 1] is var before ? before[before.Count - 1] : null
        : null;
}
