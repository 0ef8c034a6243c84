namespace MailLog.Parsing;

/// <summary>Reads the arguments of XFORWARD: <c>NAME=client.example ADDR=192.0.2.1</c>, each value in xtext.</summary>
internal static class XforwardText
{
    /// <summary>The attributes of a command over those of the commands before it; false when some cannot be read, which are then left out.</summary>
    public static bool TryParse(ReadOnlySpan<byte> arguments, XforwardAttributes before, out XforwardAttributes attributes)
    {
        // Transactions that are over keep what held for them.
        attributes = new XforwardAttributes
        {
            NameBytes = before.NameBytes, AddressBytes = before.AddressBytes, PortBytes = before.PortBytes, ProtocolBytes = before.ProtocolBytes,
            HeloBytes = before.HeloBytes, IdentBytes = before.IdentBytes, SourceBytes = before.SourceBytes,
        };
        if (SmtpVerbs.HasControls(arguments))
            return false;
        bool isRead = true;
        while (true)
        {
            ReadOnlySpan<byte> word = SmtpVerbs.Word(ref arguments);
            if (word.IsEmpty)
                return isRead;
            int equals = word.IndexOf((byte)'=');
            isRead &= equals > 0 && TrySet(attributes, word.Slice(0, equals), word.Slice(equals + 1));
        }
    }

    private static bool TrySet(XforwardAttributes attributes, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        bool isThere = !Utf8.EqualsAsciiIgnoreCase(text, "[unavailable]") && !Utf8.EqualsAsciiIgnoreCase(text, "[tempunavail]");
        byte[]? value = isThere ? Decode(text) : null;
        if (Utf8.EqualsAsciiIgnoreCase(name, "name"))
            attributes.NameBytes = value;
        else if (Utf8.EqualsAsciiIgnoreCase(name, "addr"))
            attributes.AddressBytes = value is not null && value.Length > 5 && Utf8.EqualsAsciiIgnoreCase(value.AsSpan(0, 5), "ipv6:") ? value.AsSpan(5).ToArray() : value;
        else if (Utf8.EqualsAsciiIgnoreCase(name, "port"))
            attributes.PortBytes = value;
        else if (Utf8.EqualsAsciiIgnoreCase(name, "proto"))
            attributes.ProtocolBytes = value;
        else if (Utf8.EqualsAsciiIgnoreCase(name, "helo"))
            attributes.HeloBytes = value;
        else if (Utf8.EqualsAsciiIgnoreCase(name, "ident"))
            attributes.IdentBytes = value;
        else if (Utf8.EqualsAsciiIgnoreCase(name, "source"))
            attributes.SourceBytes = value;
        return value is not null || !isThere;
    }

    /// <summary>xtext: <c>+</c> and two upper-case hexadecimal digits for bytes that would not do (RFC 3461 section 4); null when it is none.</summary>
    private static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        byte[] value = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '+')
            {
                value[length++] = text[i];
                continue;
            }
            if (i + 2 >= text.Length || Hex(text[i + 1]) < 0 || Hex(text[i + 2]) < 0)
                return null;
            value[length++] = (byte)(Hex(text[i + 1]) << 4 | Hex(text[i + 2]));
            i += 2;
        }
        return value.AsSpan(0, length).ToArray();
    }

    private static int Hex(byte b) => Utf8.IsDigit(b) ? b - '0' : (uint)((b | 0x20) - 'a') <= 5 ? (b | 0x20) - 'a' + 10 : -1;
}
