namespace MailLog.Parsing;

// Lines and parts of lines without a form: names are known by what stands around them.
internal sealed partial class LineRedactor
{
    private void FindInUnknown(ReadOnlySpan<byte> text, in LineRecord line)
    {
        int start = line.Header.MessageStart;
        if (text.Slice(line.Header.ProgramStart, line.Header.ProgramLength).StartsWith("dovecot"u8))
            FindInBrackets(text, start);
        FindInText(text, start, text.Length, FacesServers(text.Slice(line.Header.ProgramStart, line.Header.ProgramLength)), hasForm: false);
        // The start of a name may be left where the line was cut.
        if ((line.Flags & LineFlags.Cut) != 0 || (line.Header.IsSplogger && text.Length - line.Header.TextStart >= SploggerText.CutLength))
        {
            int last = 1 + Math.Max(start - 1, text.LastIndexOfAny((byte)' ', (byte)'<', (byte)'='));
            _text.AddLocalPart(text, last, text.Length, default);
        }
    }

    /// <summary>Dovecot names the user in brackets: <c>imap(alice)&lt;1234&gt;</c>, <c>lmtp(1234, alice)</c>, <c>passwd-file(alice,192.0.2.1)</c>.</summary>
    private void FindInBrackets(ReadOnlySpan<byte> text, int start)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '(' || !TextRedactor.IsNameByte(text[i - 1]))
                continue;
            int name = i + 1, end;
            while (true)
            {
                end = name;
                while (end < text.Length && text[end] is not ((byte)',' or (byte)')' or (byte)'<'))
                    end++;
                // A process stands before the user.
                if (end + 2 >= text.Length || text[end] != ',' || !Utf8.TryParseNumber(text.Slice(name, end - name), out _))
                    break;
                name = text[end + 1] == ' ' ? end + 2 : end + 1;
            }
            ReadOnlySpan<byte> user = text.Slice(name, end - name);
            if (!user.IsEmpty && user.IndexOf((byte)' ') < 0 && user.IndexOf((byte)'=') < 0 && !Utf8.TryParseNumber(user, out _) && !IpText.IsAddress(user))
                AddUser(text, name, end);
            i = end - 1;
        }
    }

    private void FindInQuotes(ReadOnlySpan<byte> text, int start, int end)
    {
        for (int from = start; from < end;)
        {
            int open = text.Slice(from, end - from).IndexOf((byte)'"') + from + 1;
            int close = open > from ? text.Slice(open, end - open).IndexOf((byte)'"') + open : -1;
            if (close < open)
                break;
            AddUser(text, open, close);
            from = close + 1;
        }
    }

    /// <summary><c>Alice Example &lt;alice@example.org&gt;, Bob &lt;b&gt;</c>: the names, then the addresses.</summary>
    private void FindPeople(ReadOnlySpan<byte> text, int start, int end)
    {
        _text.Redact(text, start, end, facesServers: true);
        for (int from = start; from < end;)
        {
            int open = text.Slice(from, end - from).IndexOf((byte)'<');
            if (open < 0)
                break;
            int first = from, last = from + open;
            while (first < last && text[first] is (byte)' ' or (byte)'"' or (byte)'\\' or (byte)',' or (byte)'\'')
                first++;
            while (last > first && text[last - 1] is (byte)' ' or (byte)'"' or (byte)'\\' or (byte)'\'')
                last--;
            _text.AddLocalPart(text, first, last, default);
            int close = text.Slice(from + open, end - from - open).IndexOf((byte)'>');
            from = close < 0 ? end : from + open + close + 1;
        }
    }

    /// <summary>The programs that talk to servers, and those that repeat what they heard.</summary>
    private static bool FacesServers(ReadOnlySpan<byte> program)
    {
        ReadOnlySpan<byte> name = program.Slice(program.LastIndexOf((byte)'/') + 1);
        return name.SequenceEqual("smtp"u8) || name.SequenceEqual("lmtp"u8) || name.SequenceEqual("error"u8) || name.SequenceEqual("retry"u8) || name.SequenceEqual("qmgr"u8)
            || name.SequenceEqual("bounce"u8) || name.SequenceEqual("scache"u8);
    }
}
