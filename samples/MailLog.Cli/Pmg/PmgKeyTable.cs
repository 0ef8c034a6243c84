using System.Runtime.InteropServices;

namespace MailLog.Cli;

/// <summary>Entries by a text of theirs and the host that logged it. The text stays in the entry; a removed place is used again.</summary>
internal sealed class PmgKeyTable<T>
    where T : PmgEntry
{
    private int[] _buckets = new int[1024];
    private Node[] _nodes = new Node[1024];
    private int _used;
    private int _free = -1;

    private struct Node
    {
        public int Hash;
        public int Next;
        public T? Entry;
        public PmgText Key;
    }

    /// <summary>The entries in no particular order.</summary>
    public IEnumerable<T> Entries
    {
        get
        {
            for (int i = 0; i < _used; i++)
                if (_nodes[i].Entry is T entry)
                    yield return entry;
        }
    }

    public T? Find(int host, ReadOnlySpan<byte> key)
    {
        int hash = Hash(host, key);
        for (int i = _buckets[hash & (_buckets.Length - 1)] - 1; i >= 0; i = _nodes[i].Next)
            if (_nodes[i].Hash == hash && _nodes[i].Entry is T entry && entry.Host == host && key.SequenceEqual(entry[_nodes[i].Key]))
                return entry;
        return null;
    }

    /// <summary>Adds an entry whose key is not in the table.</summary>
    public void Add(T entry, PmgText key)
    {
        int at = _free;
        if (at >= 0)
        {
            _free = _nodes[at].Next;
        }
        else
        {
            if (_used == _nodes.Length)
                Grow();
            at = _used++;
        }
        int hash = Hash(entry.Host, entry[key]);
        ref int bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _nodes[at] = new Node { Hash = hash, Next = bucket - 1, Entry = entry, Key = key };
        bucket = at + 1;
    }

    /// <summary>Removes an entry, if it is in the table.</summary>
    public void Remove(T entry, PmgText key)
    {
        int hash = Hash(entry.Host, entry[key]);
        int before = -1;
        for (int i = _buckets[hash & (_buckets.Length - 1)] - 1; i >= 0; before = i, i = _nodes[i].Next)
        {
            if (!ReferenceEquals(_nodes[i].Entry, entry))
                continue;
            if (before < 0)
                _buckets[hash & (_buckets.Length - 1)] = _nodes[i].Next + 1;
            else
                _nodes[before].Next = _nodes[i].Next;
            _nodes[i] = new Node { Next = _free };
            _free = i;
            return;
        }
    }

    private void Grow()
    {
        int size = _nodes.Length * 2;
        Array.Resize(ref _nodes, size);
        _buckets = new int[size];
        for (int i = 0; i < _used; i++)
        {
            ref int bucket = ref _buckets[_nodes[i].Hash & (size - 1)];
            _nodes[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }

    /// <summary>Eight bytes at a time; the last eight may take some that were taken before.</summary>
    private static int Hash(int host, ReadOnlySpan<byte> key)
    {
        ulong hash = (uint)host ^ ((ulong)key.Length << 32);
        if (key.Length < 8)
        {
            foreach (byte b in key)
                hash = Mix(hash, b);
            return (int)hash;
        }
        for (ReadOnlySpan<byte> rest = key; rest.Length > 8; rest = rest[8..])
            hash = Mix(hash, MemoryMarshal.Read<ulong>(rest));
        return (int)Mix(hash, MemoryMarshal.Read<ulong>(key[^8..]));
    }

    /// <summary>A product's high bits depend on every bit, its low ones do not: those pick the bucket.</summary>
    private static ulong Mix(ulong hash, ulong bytes)
    {
        hash = (hash ^ bytes) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 32);
    }
}
