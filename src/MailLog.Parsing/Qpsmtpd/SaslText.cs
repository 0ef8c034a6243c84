using System.Buffers;
using System.Buffers.Text;

namespace MailLog.Parsing;

/// <summary>What clients send within AUTH: base64 (RFC 4954 section 4).</summary>
internal static class SaslText
{
    /// <summary>What a password of six bytes becomes. Less is an odd command more often than a password.</summary>
    public const int ShortestEncoded = 8;

    /// <summary>Of a longer text, only so much is looked at.</summary>
    public const int LongestDecoded = 384;

    /// <summary>Among words of fewer letters, one in some thousand looks like a response by chance.</summary>
    private const int ShortestResponse = 12;

    /// <summary>Base64, with its padding or without, whole or cut off.</summary>
    public static bool LooksEncoded(ReadOnlySpan<byte> word) => word.Length >= ShortestEncoded && RunLength(word) == word.Length && word.IndexOfAny((byte)'-', (byte)'_') < 0;

    /// <summary>The number of letters of base64, or of base64url, that a text begins with.</summary>
    public static int RunLength(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && IsLetter(text[length]))
            length++;
        return length;
    }

    /// <summary>Where in a text the first word begins that is a response which shows itself as one; -1 if there is none.</summary>
    public static int FindResponse(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i + ShortestResponse <= text.Length;)
        {
            int length = RunLength(text.Slice(i));
            if (length >= ShortestResponse && IsResponse(text.Slice(i, length)))
                return i;
            i += length + 1;
        }
        return -1;
    }

    /// <summary>Decodes what can be decoded, with padding or without.</summary>
    public static int Decode(ReadOnlySpan<byte> word, Span<byte> decoded)
    {
        while (!word.IsEmpty && word[0] == '=')
            word = word.Slice(1);
        while (!word.IsEmpty && word[word.Length - 1] == '=')
            word = word.Slice(0, word.Length - 1);
        Span<byte> letters = stackalloc byte[LongestDecoded / 3 * 4];
        if (word.Length > letters.Length)
            word = word.Slice(0, letters.Length);
        // One letter of four holds no byte.
        int length = word.Length % 4 == 1 ? word.Length - 1 : word.Length;
        for (int i = 0; i < length; i++)
            letters[i] = word[i] switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', byte b => b };
        while (length % 4 != 0)
            letters[length++] = (byte)'=';
        return Base64.DecodeFromUtf8(letters.Slice(0, length), decoded, out _, out int written) == OperationStatus.Done ? written : 0;
    }

    /// <summary>Text in parts, with NUL between them (PLAIN) or SOH (XOAUTH2, OAUTHBEARER): nothing else decodes to that. An escape before it may have added letters.</summary>
    private static bool IsResponse(ReadOnlySpan<byte> word)
    {
        Span<byte> decoded = stackalloc byte[LongestDecoded];
        for (int skip = 0; skip < 4 && word.Length - skip >= ShortestResponse; skip++)
        {
            ReadOnlySpan<byte> text = decoded.Slice(0, Decode(word.Slice(skip), decoded));
            int separators = 0, others = 0;
            foreach (byte b in text)
            {
                if (b <= 1)
                    separators++;
                else if (b is >= (byte)' ' and < 127)
                    others++;
            }
            if (separators > 0 && others > separators && separators + others == text.Length)
                return true;
        }
        return false;
    }

    private static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') <= 25 || Utf8.IsDigit(b) || b is (byte)'+' or (byte)'/' or (byte)'=' or (byte)'-' or (byte)'_';
}
