using System.Buffers.Binary;

namespace MailLog.Correlation;

/// <summary>The hashes (<see cref="TextHash"/>) of the hosts and programs that lines name. A log has few of them, mostly the same in turn, and comparing is cheaper than hashing anew.</summary>
internal sealed class OwnerHashes
{
    private const int Bits = 6;
    private const int LongestTag = 48;

    private readonly byte[] _host = new byte[256];
    private int _hostLength = -1;
    private ulong _hostHash;

    // Each at the place that its first and last bytes lead to; another of that place takes it over.
    private readonly Tag[] _tags = new Tag[1 << Bits];

    private struct Tag
    {
        public byte[]? Bytes;
        public int Length;
        public ulong Program;
        public ulong Instance;
    }

    /// <summary>The hash of a host.</summary>
    public ulong Host(ReadOnlySpan<byte> host)
    {
        if (host.Length == _hostLength && host.SequenceEqual(_host.AsSpan(0, _hostLength)))
            return _hostHash;
        ulong hash = TextHash.Of(host);
        if (host.Length <= _host.Length)
        {
            host.CopyTo(_host);
            (_hostLength, _hostHash) = (host.Length, hash);
        }
        return hash;
    }

    /// <summary>The hashes of a whole tag, and of what stands before its first slash.</summary>
    public void Program(ReadOnlySpan<byte> tag, out ulong program, out ulong instance)
    {
        if (tag.Length is < sizeof(ulong) or > LongestTag)
        {
            Hash(tag, out program, out instance);
            return;
        }
        ulong place = BinaryPrimitives.ReadUInt64LittleEndian(tag) ^ (BinaryPrimitives.ReadUInt64LittleEndian(tag.Slice(tag.Length - sizeof(ulong))) * 0x9E3779B97F4A7C15);
        ref Tag known = ref _tags[(int)(place >> (64 - Bits))];
        if (known.Length != tag.Length || !tag.SequenceEqual(known.Bytes.AsSpan(0, known.Length)))
        {
            Hash(tag, out known.Program, out known.Instance);
            tag.CopyTo(known.Bytes ??= new byte[LongestTag]);
            known.Length = tag.Length;
        }
        program = known.Program;
        instance = known.Instance;
    }

    private static void Hash(ReadOnlySpan<byte> tag, out ulong program, out ulong instance)
    {
        int slash = tag.IndexOf((byte)'/');
        program = TextHash.Of(tag);
        instance = slash < 0 ? program : TextHash.Of(tag.Slice(0, slash));
    }
}
