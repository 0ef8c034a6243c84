namespace MailLog.Parsing;

/// <summary>How far the login of a connection is.</summary>
internal enum LoginState : byte
{
    /// <summary>The log does not have the connection's beginning.</summary>
    Unknown,

    /// <summary>What comes next is a command.</summary>
    Outside,

    /// <summary>AUTH was begun or refused; what comes next may be an answer.</summary>
    Begun,
}

/// <summary>What one connection has sent to log in, to be known again when replies and plugins repeat it: the words, and what they say in base64.</summary>
internal sealed class LoginMemory
{
    /// <summary>Of more, the first is forgotten.</summary>
    private const int Capacity = 512;

    /// <summary>Of a word of base64 the beginning is enough: no other begins so, and what is repeated may be cut off.</summary>
    private const int LengthOfEncoded = 12;

    private const int ShortestWord = 4, ShortestPart = 3, MostWords = 4;

    /// <summary>What is shorter may stand in any text by chance, and is known only as a word of its own.</summary>
    private const int ShortestInWords = 8;

    private const byte Encoded = 0x80, LongestText = 0x7F;

    /// <summary>A byte for the length, with <see cref="Encoded"/>, then the text; one after the other.</summary>
    private byte[] _texts = [];
    private int _length;

    public LoginState State { get; set; }

    public long Key { get; private set; }

    public bool IsEmpty => _length == 0;

    /// <summary>Forgets everything, for another connection.</summary>
    public void Begin(long key, LoginState state)
    {
        Key = key;
        State = state;
        _length = 0;
    }

    /// <summary>Keeps what is about to be overwritten.</summary>
    /// <param name="secret">The argument of AUTH, or an answer.</param>
    /// <param name="user">The user's name, if it stays to be seen.</param>
    public void Remember(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> user)
    {
        Span<byte> decoded = stackalloc byte[SaslText.LongestDecoded];
        for (int words = 0; words < MostWords && !secret.IsEmpty;)
        {
            ReadOnlySpan<byte> word = SmtpCommandText.Word(secret).Bytes;
            secret = secret.Slice(Math.Min(word.Length + 1, secret.Length));
            if (word.Length < ShortestWord)
                continue;
            words++;
            bool isEncoded = SaslText.LooksEncoded(word);
            Add(word, isEncoded ? Encoded : (byte)0);
            RememberParts(decoded.Slice(0, SaslText.Decode(word, decoded)), user);
        }
    }

    /// <summary>Overwrites what is known in a text that came later.</summary>
    /// <param name="text">The text.</param>
    /// <param name="onlyEncoded">Only the words as they were sent in base64: where a command or an address stands, a password is one of its words by chance more often than not.</param>
    public bool Overwrite(Span<byte> text, bool onlyEncoded)
    {
        bool hasSecret = false;
        for (int i = 0; i < _length;)
        {
            bool isEncoded = (_texts[i] & Encoded) != 0;
            int length = _texts[i] & LongestText;
            if (isEncoded || !onlyEncoded)
                hasSecret |= Overwrite(text, _texts.AsSpan(i + 1, length), isEncoded);
            i += length + 1;
        }
        return hasSecret;
    }

    /// <summary>The parts of a response, and in them what stands behind a name (<c>user:password</c>, <c>auth=Bearer token</c>, <c>user digest</c>).</summary>
    private void RememberParts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> user)
    {
        for (int parts = 0; parts < MostWords && !text.IsEmpty;)
        {
            int end = 0;
            while (end < text.Length && text[end] >= ' ')
                end++;
            ReadOnlySpan<byte> part = text.Slice(0, end);
            text = text.Slice(Math.Min(end + 1, text.Length));
            if (part.Length < ShortestPart || part.SequenceEqual(user))
                continue;
            parts++;
            Add(part, 0);
            ReadOnlySpan<byte> tail = part.Slice(Math.Max(part.LastIndexOfAny((byte)' ', (byte)':', (byte)'='), -1) + 1);
            if (tail.Length < part.Length && tail.Length >= ShortestPart && !tail.SequenceEqual(user))
                Add(tail, 0);
        }
    }

    private void Add(ReadOnlySpan<byte> text, byte kind)
    {
        text = text.Slice(0, Math.Min(text.Length, kind == Encoded ? LengthOfEncoded : LongestText));
        for (int i = 0; i < _length; i += (_texts[i] & LongestText) + 1)
            if (_texts[i] == (text.Length | kind) && text.SequenceEqual(_texts.AsSpan(i + 1, text.Length)))
                return;
        if (_texts.Length == 0)
            _texts = new byte[Capacity];
        while (_length + text.Length + 1 > Capacity)
        {
            int first = (_texts[0] & LongestText) + 1;
            _texts.AsSpan(first, _length - first).CopyTo(_texts);
            _length -= first;
        }
        _texts[_length++] = (byte)(text.Length | kind);
        text.CopyTo(_texts.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>In capitals or small letters: count_unrecognized_commands writes them small.</summary>
    private static bool Overwrite(Span<byte> text, ReadOnlySpan<byte> secret, bool isEncoded)
    {
        byte first = secret[0], other = (uint)((first | 0x20) - 'a') <= 25 ? (byte)(first ^ 0x20) : first;
        bool hasSecret = false;
        for (int i = 0; i + secret.Length <= text.Length; i++)
        {
            int found = text.Slice(i, text.Length - i - secret.Length + 1).IndexOfAny(first, other);
            if (found < 0)
                break;
            i += found;
            if (!new Utf8Text(text.Slice(i, secret.Length)).EqualsIgnoreCase(secret) || (!isEncoded && secret.Length < ShortestInWords && !IsWord(text, i, secret.Length)))
                continue;
            int length = secret.Length;
            if (isEncoded)
                length += SaslText.RunLength(text.Slice(i + length));
            else if (length == LongestText)
                length = text.Length - i;
            text.Slice(i, length).Fill((byte)'*');
            hasSecret = true;
            i += length - 1;
        }
        return hasSecret;
    }

    private static bool IsWord(ReadOnlySpan<byte> text, int start, int length) =>
        (start == 0 || !IsOfWord(text[start - 1])) && (start + length == text.Length || !IsOfWord(text[start + length]));

    private static bool IsOfWord(byte b) => (uint)((b | 0x20) - 'a') <= 25 || Utf8.IsDigit(b) || b >= 128;
}
