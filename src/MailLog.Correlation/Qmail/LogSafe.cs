namespace MailLog.Correlation;

/// <summary>
/// Addresses as qmail-smtpd logs them (raw) against those of qmail-send, which puts <c>/</c> for LF and <c>_</c> for <c>%</c> and everything but printable ASCII
/// (<c>qmail-send.c</c>, logsafe). The logging patches of qmail-smtpd put <c>_</c> for other bytes, so a <c>_</c> of theirs fits any.
/// </summary>
internal static class LogSafe
{
    /// <summary>Whether qmail-send would log the address so.</summary>
    public static bool IsSame(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> safe)
    {
        if (raw.Length != safe.Length)
            return false;
        for (int i = 0; i < raw.Length; i++)
            if (!IsSame(raw[i], safe[i]))
                return false;
        return true;
    }

    /// <summary>
    /// Whether a recipient of the queue is one that the client named: the same, or with what a virtual domain (<c>alice-virt-user@</c>) puts in front, or with the domain
    /// that one without gets.
    /// </summary>
    public static bool IsRecipient(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> queued)
    {
        if (raw.IsEmpty)
            return false;
        if (queued.Length > raw.Length)
        {
            ReadOnlySpan<byte> end = queued.Slice(queued.Length - raw.Length);
            if (queued[queued.Length - raw.Length - 1] == '-' && IsSame(raw, end))
                return true;
            if (raw.IndexOf((byte)'@') < 0 && queued[raw.Length] == '@' && IsSame(raw, queued.Slice(0, raw.Length)))
                return true;
        }
        return IsSame(raw, queued);
    }

    /// <summary>Writes an address as qmail-send would log it.</summary>
    public static void Write(ReadOnlySpan<byte> raw, Span<byte> safe)
    {
        for (int i = 0; i < raw.Length; i++)
            safe[i] = raw[i] switch
            {
                (byte)'\n' => (byte)'/',
                < 33 or > 126 or (byte)'%' => (byte)'_',
                _ => raw[i],
            };
    }

    private static bool IsSame(byte raw, byte safe)
    {
        if (raw == safe || raw == '_')
            return true;
        if (raw == '\n')
            return safe == '/';
        return raw is < 33 or > 126 or (byte)'%' ? safe == '_' : (uint)((raw | 0x20) - 'a') <= 25 && (raw ^ 0x20) == safe;
    }
}
