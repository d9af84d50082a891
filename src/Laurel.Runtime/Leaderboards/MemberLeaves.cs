using System.Diagnostics.CodeAnalysis;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// Which leaf holds a member: a hash table with linear probing, 16 bytes a slot and at most three quarters full.
/// A board of a few users in a large space costs only for those users, which an array by member number would not.
/// </summary>
internal sealed class MemberLeaves
{
    private const int CapacityMin = 8;

    // Zero marks an empty slot, so a slot keeps the member number plus one.
    private (int MemberPlusOne, Leaf? Leaf)[] slots = new (int, Leaf?)[CapacityMin];

    public int Count { get; private set; }

    /// <summary>To be called some time before the member is looked for.</summary>
    public void Fetch(int member) => Prefetch.All(in slots[Home(member)]);

    public bool TryGet(int member, [NotNullWhen(true)] out Leaf? leaf)
    {
        leaf = slots[SlotOf(member)].Leaf;
        return leaf is not null;
    }

    public void Set(int member, Leaf leaf)
    {
        int at = SlotOf(member);
        if (slots[at].MemberPlusOne == 0)
        {
            Count++;
        }

        slots[at] = (member + 1, leaf);
        if (Count > slots.Length / 4 * 3)
        {
            Grow();
        }
    }

    public void Set(ReadOnlySpan<int> members, Leaf leaf)
    {
        foreach (int member in members)
        {
            Set(member, leaf);
        }
    }

    /// <summary>Empties the slot and pulls later entries of the same probe run forward, so that no gap hides them.</summary>
    public void Remove(int member)
    {
        int mask = slots.Length - 1;
        int gap = SlotOf(member);
        for (int at = (gap + 1) & mask; slots[at].MemberPlusOne != 0; at = (at + 1) & mask)
        {
            int home = Home(slots[at].MemberPlusOne - 1);
            if (((at - home) & mask) >= ((at - gap) & mask))
            {
                slots[gap] = slots[at];
                gap = at;
            }
        }

        slots[gap] = default;
        Count--;
    }

    private int SlotOf(int member)
    {
        int at = Home(member);
        while (slots[at].MemberPlusOne != 0 && slots[at].MemberPlusOne != member + 1)
        {
            at = (at + 1) & (slots.Length - 1);
        }

        return at;
    }

    // Fibonacci hashing: member numbers are dense, and this spreads consecutive ones evenly.
    private int Home(int member) =>
        (int)(unchecked((uint)member * 2_654_435_769u) >> (32 - System.Numerics.BitOperations.Log2((uint)slots.Length)));

    private void Grow()
    {
        var old = slots;
        slots = new (int, Leaf?)[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot.MemberPlusOne != 0)
            {
                slots[SlotOf(slot.MemberPlusOne - 1)] = slot;
            }
        }
    }
}
