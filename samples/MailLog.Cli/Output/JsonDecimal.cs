namespace MailLog.Cli;

/// <summary>Decimal numbers that a log has as JSON would have them: reading them into a double and printing that gives the same text back.</summary>
internal static class JsonDecimal
{
    /// <summary>At most 15 digits, no zero that says nothing, and not so small that an exponent would be printed.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text)
    {
        int dot = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = dot < 0 ? text : text[..dot], fraction = dot < 0 ? default : text[(dot + 1)..];
        if (whole.IsEmpty || text.Length > 15 || fraction.Length > 4 || (whole[0] == '0' && whole.Length > 1) || (dot >= 0 && (fraction.IsEmpty || fraction[^1] == '0')))
            return false;
        return !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>Several, with <c>/</c> between them.</summary>
    public static bool ArePlain(ReadOnlySpan<byte> text)
    {
        foreach (Range part in text.Split((byte)'/'))
            if (!IsPlain(text[part]))
                return false;
        return true;
    }
}
