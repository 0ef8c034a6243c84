using System.Collections;

namespace MailLog.Parsing;

/// <summary>
/// A dictionary keyed by UTF-8 text: looking up a text that is known allocates nothing, and each distinct key is kept once.
/// </summary>
/// <typeparam name="T">What is kept for each key.</typeparam>
/// <remarks>Not safe for several threads at once. Keys are compared byte by byte. Enumeration is in the order in which keys were first seen.</remarks>
public sealed class Utf8Table<T> : IReadOnlyCollection<KeyValuePair<string, T?>>
{
    private int[] _buckets = new int[16];
    private Entry[] _entries = new Entry[16];
    private int _count;

    private struct Entry
    {
        public byte[] Key;
        public int Hash;
        public int Next;
        public T? Value;
    }

    /// <summary>How many distinct keys there are. They are never removed: a table keyed by strangers' text grows with it.</summary>
    public int Count => _count;

    /// <summary>
    /// The place of a key's value; a key not seen before is added with the default value. The reference is valid until the next key is added.
    /// </summary>
    /// <param name="key">UTF-8 text; its bytes are copied when the key is new.</param>
    public ref T? this[ReadOnlySpan<byte> key]
    {
        get
        {
            int hash = Utf8.Hash(key);
            int found = Find(key, hash);
            if (found < 0)
                found = Add(key.ToArray(), hash);
            return ref _entries[found].Value;
        }
    }

    /// <summary>
    /// The place of a key's value; a key not seen before is added with the default value. The reference is valid until the next key is added.
    /// </summary>
    /// <param name="key">A text of a line; its bytes are copied when the key is new. A missing text counts as the empty one.</param>
    public ref T? this[Utf8Text key] => ref this[key.Bytes];

    /// <summary>Looks a key up without adding it.</summary>
    /// <param name="key">UTF-8 text.</param>
    /// <param name="value">The value, or the default when the key is unknown.</param>
    /// <returns>True when the key is known.</returns>
    public bool TryGetValue(ReadOnlySpan<byte> key, out T? value)
    {
        int found = Find(key, Utf8.Hash(key));
        value = found >= 0 ? _entries[found].Value : default;
        return found >= 0;
    }

    /// <summary>The keys, each a new string, with their values, in the order in which the keys were first seen.</summary>
    public IEnumerator<KeyValuePair<string, T?>> GetEnumerator()
    {
        for (int i = 0; i < _count; i++)
            yield return new KeyValuePair<string, T?>(Utf8.ToString(_entries[i].Key), _entries[i].Value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(ReadOnlySpan<byte> key, int hash)
    {
        for (int i = _buckets[hash & (_buckets.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
            if (_entries[i].Hash == hash && key.SequenceEqual(_entries[i].Key))
                return i;
        return -1;
    }

    private int Add(byte[] key, int hash)
    {
        if (_count == _entries.Length)
            Grow();
        ref int bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[_count] = new Entry { Key = key, Hash = hash, Next = bucket - 1 };
        bucket = ++_count;
        return _count - 1;
    }

    private void Grow()
    {
        int size = _entries.Length * 2;
        Array.Resize(ref _entries, size);
        _buckets = new int[size];
        for (int i = 0; i < _count; i++)
        {
            ref int bucket = ref _buckets[_entries[i].Hash & (size - 1)];
            _entries[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }
}
