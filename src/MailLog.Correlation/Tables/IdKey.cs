using System.Buffers.Binary;

namespace MailLog.Correlation;

/// <summary>A queue id or filter run id with the host it belongs to: an id means nothing without its owner.</summary>
/// <remarks>Ids have at most 30 bytes, so the key holds them itself and looking one up allocates nothing.</remarks>
internal readonly struct IdKey : IEquatable<IdKey>
{
    private readonly ulong _a, _b, _c, _d;
    private readonly ulong _host;

    public IdKey(ulong host, ReadOnlySpan<byte> id)
    {
        ReadOnlySpan<byte> bytes = id.Slice(0, Math.Min(id.Length, 31));
        _a = TextHash.Word(bytes, 0);
        _b = TextHash.Word(bytes, 8);
        _c = TextHash.Word(bytes, 16);
        _d = TextHash.Word(bytes, 24) | (ulong)(byte)id.Length << 56;
        _host = host;
    }

    public ulong Host => _host;

    /// <summary>The id, copied.</summary>
    public byte[] Id
    {
        get
        {
            Span<byte> bytes = stackalloc byte[32];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, _a);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(8), _b);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(16), _c);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(24), _d);
            return bytes.Slice(0, Math.Min(bytes[31], (byte)31)).ToArray();
        }
    }

    public bool Equals(IdKey other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d && _host == other._host;

    public override bool Equals(object? obj) => obj is IdKey other && Equals(other);

    public override int GetHashCode()
    {
        ulong hash = (_a * 0x9E3779B97F4A7C15) ^ (_b * 0xC2B2AE3D27D4EB4F) ^ (_c * 0x165667B19E3779F9) ^ _d ^ _host;
        return (int)(hash ^ (hash >> 32));
    }
}

/// <summary>What tells SMTP sessions apart: the process that serves it, by host, whole program name and pid.</summary>
internal readonly record struct SessionKey(ulong Host, ulong Program, int ProcessId);
