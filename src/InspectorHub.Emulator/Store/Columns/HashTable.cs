namespace InspectorHub.Emulator.Store.Columns;

/// <summary>Finds numbers, from 1 on, by hashes that are kept elsewhere: four bytes a slot.</summary>
/// <param name="hashOf">The hash of a number that was added.</param>
internal sealed class HashTable(Func<int, long> hashOf)
{
    private int[] slots = new int[64];
    private int count;

    public void Add(int number)
    {
        if (++count * 3L > slots.Length * 2L)
        {
            var old = slots;
            slots = new int[old.Length * 2];
            foreach (var each in old)
            {
                if (each != 0) Put(each);
            }
        }

        Put(number);
    }

    /// <summary>The first number that may have a hash; 0 where none has it.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="slot">Where to go on by <see cref="Next"/>.</param>
    public int First(long hash, out int slot)
    {
        // The low bits choose the slot: the high ones are folded into them.
        slot = (int)((hash ^ (hash >> 32)) & (slots.Length - 1));
        return slots[slot];
    }

    /// <summary>The next number that may have it; 0 where none is left.</summary>
    public int Next(ref int slot)
    {
        slot = (slot + 1) & (slots.Length - 1);
        return slots[slot];
    }

    private void Put(int number)
    {
        var taken = First(hashOf(number), out var slot);
        while (taken != 0) taken = Next(ref slot);
        slots[slot] = number;
    }
}
