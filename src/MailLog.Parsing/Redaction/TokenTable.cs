using System.Security.Cryptography;

namespace MailLog.Parsing;

/// <summary>The tokens of names, made once each as long as they are met again soon.</summary>
internal sealed class TokenTable(byte[] key)
{
    private const int TokenLength = 12, LongestKept = 128;

    /// <summary>Names are strangers' text: beyond this many the table begins anew.</summary>
    private const int MostKept = 32 * 1024;

    private Utf8Table<byte[]> _tokens = new();

    private static ReadOnlySpan<byte> Base32 => "abcdefghijklmnopqrstuvwxyz234567"u8;

    private enum Purpose : byte { User = (byte)'u', Host = (byte)'h', Address = (byte)'a' }

    /// <summary>The token of a user's name or a local part, in quotes or without.</summary>
    public byte[] User(ReadOnlySpan<byte> name)
    {
        if (name.Length < 2 || name[0] != '"' || name[name.Length - 1] != '"')
            return Find(Purpose.User, name);
        byte[] bare = new byte[name.Length];
        int length = 0;
        for (int i = 1; i < name.Length - 1; i++)
        {
            if (name[i] == '\\' && i < name.Length - 2)
                i++;
            bare[length++] = name[i];
        }
        return Find(Purpose.User, bare.AsSpan(0, length));
    }

    /// <summary>The token of a host's name.</summary>
    public byte[] Host(ReadOnlySpan<byte> name) => Find(Purpose.Host, name);

    /// <summary>The token of an IP address: an address, too.</summary>
    public byte[] Address(ReadOnlySpan<byte> address) => Find(Purpose.Address, IpText.WithoutMapping(address));

    private byte[] Find(Purpose purpose, ReadOnlySpan<byte> name)
    {
        if (name.Length >= LongestKept)
            return Make(purpose, name);
        Span<byte> text = stackalloc byte[LongestKept];
        text[0] = (byte)purpose;
        for (int i = 0; i < name.Length; i++)
            text[i + 1] = Utf8.ToLower(name[i]);
        if (_tokens.Count >= MostKept)
            _tokens = new Utf8Table<byte[]>();
        ref byte[]? token = ref _tokens[text.Slice(0, name.Length + 1)];
        return token ??= Make(purpose, name);
    }

    private byte[] Make(Purpose purpose, ReadOnlySpan<byte> name)
    {
        // Addresses are spelled in several ways.
        byte[] text = purpose == Purpose.Address && IpText.TryNormalize(name) is { } normal ? [0, .. normal] : [0, .. name];
        for (int i = 1; i < text.Length; i++)
            text[i] = Utf8.ToLower(text[i]);
        text[0] = (byte)purpose;
        byte[] hash = Hash(text);
        return purpose switch
        {
            Purpose.User => [(byte)'u', .. Letters(hash)],
            Purpose.Host => [(byte)'h', .. Letters(hash), .. ".invalid"u8],
            _ => IpText.OfHash(hash),
        };
    }

    private byte[] Hash(byte[] text)
    {
#if NETSTANDARD2_0
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(text);
#else
        return HMACSHA256.HashData(key, text);
#endif
    }

    /// <summary>Sixty bits; letters and digits need no quotes anywhere.</summary>
    private static byte[] Letters(byte[] hash)
    {
        byte[] letters = new byte[TokenLength];
        ulong bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash);
        for (int i = 0; i < TokenLength; i++, bits <<= 5)
            letters[i] = Base32[(int)(bits >> 59)];
        return letters;
    }
}
