using System.Buffers.Text;

namespace MailLog.Parsing;

/// <summary>The user's name in the argument of AUTH, where the mechanism has it in the open: PLAIN (RFC 4616), LOGIN, XOAUTH2, OAUTHBEARER (RFC 7628).</summary>
internal static class SaslUser
{
    /// <summary>Copies the name.</summary>
    /// <returns>Its length; 0 when there is none to show: none that is certainly no password.</returns>
    public static int Read(ReadOnlySpan<byte> mechanism, ReadOnlySpan<byte> argument, Span<byte> user)
    {
        argument = SmtpCommandText.Word(argument).Bytes;
        Span<byte> decoded = stackalloc byte[2048];
        if (argument.IsEmpty || argument.Length > decoded.Length || Base64.DecodeFromUtf8(argument, decoded, out _, out int written) != System.Buffers.OperationStatus.Done)
            return 0;
        ReadOnlySpan<byte> text = decoded.Slice(0, written);
        if (new Utf8Text(mechanism).EqualsIgnoreCase("PLAIN"u8))
        {
            text = OfPlain(text);
        }
        else if (new Utf8Text(mechanism).EqualsIgnoreCase("XOAUTH2"u8))
        {
            int end = text.IndexOf((byte)1);
            text = end > 5 && text.StartsWith("user="u8) ? text.Slice(5, end - 5) : default;
        }
        else if (new Utf8Text(mechanism).EqualsIgnoreCase("OAUTHBEARER"u8))
        {
            // RFC 7628: n,a=user,
            int end = text.IndexOf((byte)1);
            text = end > 5 && text.StartsWith("n,a="u8) && text[end - 1] == ',' ? text.Slice(4, end - 5) : default;
        }
        else if (!new Utf8Text(mechanism).EqualsIgnoreCase("LOGIN"u8))
        {
            return 0;
        }
        if (text.IsEmpty || text.Length > user.Length || !IsName(text))
            return 0;
        text.CopyTo(user);
        return text.Length;
    }

    /// <summary>Of three parts the second. Clients that leave one out, or mistake their order, have the password there: then the third is empty, or there are more or fewer.</summary>
    private static ReadOnlySpan<byte> OfPlain(ReadOnlySpan<byte> text)
    {
        int first = text.IndexOf((byte)0), second = first < 0 ? -1 : text.Slice(first + 1).IndexOf((byte)0);
        if (second < 0)
            return default;
        ReadOnlySpan<byte> user = text.Slice(first + 1, second), password = text.Slice(first + second + 2);
        return password.IsEmpty || password.IndexOf((byte)0) >= 0 || password.SequenceEqual(user) ? default : user;
    }

    /// <summary>Behind a colon, a password may stand.</summary>
    private static bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
            if (b is <= (byte)' ' or >= 127 or (byte)'*' or (byte)':')
                return false;
        return true;
    }
}
