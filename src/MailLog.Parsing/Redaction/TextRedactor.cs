namespace MailLog.Parsing;

/// <summary>Finds what looks like an address, an IP address or a client (<c>name[address]</c>) in text that has no structure of its own.</summary>
internal sealed class TextRedactor(TokenTable tokens, LineEdits edits)
{
    /// <summary>RFC 5321 allows 64; what is longer before a quote is no local part.</summary>
    private const int LongestQuoted = 256;

    private static ReadOnlySpan<byte> EscapedAt => "%40"u8;

    /// <summary>Looks through a part of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="facesServers">The names in the text are those of servers, which stay.</param>
    public void Redact(ReadOnlySpan<byte> line, int start, int end, bool facesServers)
    {
        RedactAddresses(line, start, end);
        MailboxPaths.Redact(line, start, end, this);
        RedactIps(line, start, end, facesServers);
    }

    /// <summary>A local part.</summary>
    public void AddLocalPart(ReadOnlySpan<byte> line, int start, int end, ReadOnlySpan<byte> domain)
    {
        ReadOnlySpan<byte> local = line.Slice(start, end - start);
        // qmail writes the user of a virtual domain so.
        if (!domain.IsEmpty && local.Length > domain.Length + 1 && local[domain.Length] == '-' && Utf8.EqualsIgnoreCase(local.Slice(0, domain.Length), domain))
        {
            start += domain.Length + 1;
            local = local.Slice(domain.Length + 1);
        }
        if (!SystemNames.IsUser(local))
            edits.Add(start, end - start, tokens.User(local));
    }

    /// <summary>An IP address, perhaps of this host.</summary>
    public void AddIp(ReadOnlySpan<byte> line, int start, int length)
    {
        ReadOnlySpan<byte> address = line.Slice(start, length);
        if (!IpText.IsLocal(address))
            edits.Add(start, length, tokens.Address(address));
    }

    /// <summary>A client's name, which can be its address.</summary>
    public void AddHost(ReadOnlySpan<byte> line, int start, int length)
    {
        ReadOnlySpan<byte> name = line.Slice(start, length);
        if (IpText.IsAddress(name))
            AddIp(line, start, length);
        else if (length > 2 && name[0] == '[' && name[length - 1] == ']')
            RedactIps(line, start, start + length, facesServers: true);
        else if (!SystemNames.IsHost(name))
            edits.Add(start, length, tokens.Host(name));
    }

    private void RedactAddresses(ReadOnlySpan<byte> line, int start, int end)
    {
        for (int from = start; from < end;)
        {
            int at = line.Slice(from, end - from).IndexOf((byte)'@');
            if (at < 0)
                break;
            at += from;
            int local = LocalPartStart(line, start, at);
            if (local < at)
                AddLocalPart(line, local, at, DomainAt(line.Slice(at + 1, end - at - 1)));
            from = at + 1;
        }
        // As it stands in the links of replies.
        for (int from = start; from < end;)
        {
            int at = line.Slice(from, end - from).IndexOf(EscapedAt);
            if (at < 0)
                break;
            at += from;
            int local = at;
            while (local > start && (IsNameByte(line[local - 1]) || line[local - 1] is (byte)'+' or (byte)'%'))
                local--;
            if (local < at)
                AddLocalPart(line, local, at, default);
            from = at + EscapedAt.Length;
        }
    }

    private static int LocalPartStart(ReadOnlySpan<byte> line, int start, int at)
    {
        // Replies have the address without its quotes, whatever is in it.
        int bracket = Math.Max(start, at - LongestQuoted), mark = line.Slice(bracket, at - bracket).LastIndexOfAny((byte)'<', (byte)'>', (byte)'@');
        if (mark >= 0 && line[bracket + mark] == '<')
            return bracket + mark + 1;
        if (at > start && line[at - 1] == '"')
        {
            for (int i = at - 2; i >= Math.Max(start, at - LongestQuoted); i--)
                if (line[i] == '"' && (i == start || line[i - 1] != '\\'))
                    return i;
            return at;
        }
        int local = at;
        while (local > start && IsLocalPartByte(line[local - 1]))
            local--;
        // What may be a part of it, and mostly is what stands before it.
        while (local < at && line[local] is (byte)'\'' or (byte)'`' or (byte)'{' or (byte)'|' or (byte)'*' or (byte)'#' or (byte)'~' or (byte)'=' or (byte)'&' or (byte)'!' or (byte)'?' or (byte)'/')
            local = line[local] == '/' ? local + 1 + line.Slice(local, at - local).LastIndexOf((byte)'/') : local + 1;
        int equals = line.Slice(local, at - local).IndexOf((byte)'=');
        return equals > 0 && NameKeys.IsUserKey(line.Slice(local, equals)) ? local + equals + 1 : local;
    }

    private static ReadOnlySpan<byte> DomainAt(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && IsNameByte(text[length]))
            length++;
        return text.Slice(0, length);
    }

    private void RedactIps(ReadOnlySpan<byte> line, int start, int end, bool facesServers)
    {
        for (int i = start; i < end; i++)
        {
            if (!IpText.IsOfIpv6(line[i]))
                continue;
            bool isInWord = i > start && IpText.IsLetter(line[i - 1]);
            // The tag of RFC 5321, whose last character could begin an address.
            if (isInWord && line[i] == '6' && i + 1 < end && line[i + 1] == ':' && (line[i - 1] | 0x20) == 'v')
            {
                isInWord = false;
                i += 2;
            }
            int colons = 0, dots = 0, run = i;
            for (; run < end && IpText.IsOfIpv6(line[run]); run++)
            {
                colons += line[run] == ':' ? 1 : 0;
                dots += line[run] == '.' ? 1 : 0;
            }
            if (colons >= 2 && !isInWord && TryRedactIpv6(line, i, end, start, facesServers, out int behind))
            {
                i = behind - 1;
                continue;
            }
            for (int at = i; dots >= 3 && at < run; at++)
            {
                if (!Utf8.IsDigit(line[at]) || (at > start && (Utf8.IsDigit(line[at - 1]) || (line[at - 1] == '.' && at > start + 1 && Utf8.IsDigit(line[at - 2])))))
                    continue;
                int length = IpText.Ipv4Length(line.Slice(at, end - at));
                if (length == 0)
                    continue;
                Add(line, start, at, length, facesServers);
                at += length - 1;
            }
            i = run;
        }
    }

    private bool TryRedactIpv6(ReadOnlySpan<byte> line, int at, int end, int start, bool facesServers, out int behind)
    {
        // A colon may stand before it that is not its own.
        if (line[at] == ':' && line[at + 1] != ':')
            at++;
        int length = IpText.Ipv6Length(line.Slice(at, end - at));
        behind = at + length;
        if (length > 0)
            Add(line, start, at, length, facesServers);
        return length > 0;
    }

    private void Add(ReadOnlySpan<byte> line, int start, int at, int length, bool facesServers)
    {
        AddIp(line, at, length);
        int name = at - 1;
        if (facesServers || name <= start || line[name] != '[')
            return;
        // Postfix writes the name before the bracket, qpsmtpd puts a blank between.
        bool isApart = line[name - 1] == ' ';
        int nameEnd = isApart ? name - 1 : name;
        name = nameEnd;
        while (name > start && IsNameByte(line[name - 1]))
            name--;
        ReadOnlySpan<byte> text = line.Slice(name, nameEnd - name);
        if (!text.IsEmpty && (!isApart || text.IndexOf((byte)'.') > 0) && !(name > start && line[name - 1] == '@'))
            AddHost(line, name, text.Length);
    }

    /// <summary>What stands in host names as they are logged.</summary>
    public static bool IsNameByte(byte b) => Utf8.IsDigit(b) || IpText.IsLetter(b) || b is (byte)'.' or (byte)'-' or (byte)'_';

    /// <summary>What stands in a local part without quotes (RFC 5321, RFC 6531).</summary>
    private static bool IsLocalPartByte(byte b) => IsNameByte(b) || b >= 0x80
        || b is (byte)'!' or (byte)'#' or (byte)'$' or (byte)'%' or (byte)'&' or (byte)'\'' or (byte)'*' or (byte)'+' or (byte)'/' or (byte)'=' or (byte)'?' or (byte)'^' or (byte)'`' or (byte)'{' or (byte)'|' or (byte)'}' or (byte)'~';
}
