namespace MailLog.Parsing;

/// <summary>
/// Finds the users in paths of mailboxes, as delivery agents log them: <c>/home/alice/Maildir/</c>, <c>/var/mail/alice.mbox</c>, <c>/srv/vmail/example.com/alice/new</c>. A rule of thumb: paths are the site's
/// own, so a user's folder is known by what stands around it.
/// </summary>
internal static class MailboxPaths
{
    private static readonly byte[][] Parents = [.. new[] { "home", "vmail", "virtual", "mailboxes", "mailstore", "maildirs" }.Select(global::System.Text.Encoding.ASCII.GetBytes)];

    private static readonly byte[][] Children = [.. new[] { "maildir", ".maildir", "mbox", "inbox", ".mail" }.Select(global::System.Text.Encoding.ASCII.GetBytes)];

    private static readonly byte[][] Endings = [.. new[] { ".mbox", ".lock", ".mail" }.Select(global::System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Looks through a part of a line.</summary>
    public static void Redact(ReadOnlySpan<byte> line, int start, int end, TextRedactor redactor)
    {
        for (int at = start; at < end;)
        {
            int slash = line.Slice(at, end - at).IndexOf((byte)'/');
            if (slash < 0)
                return;
            at += slash;
            // A path begins at its root; a slash within a word is none.
            bool isRoot = at == start || line[at - 1] is (byte)' ' or (byte)':' or (byte)'=' or (byte)'(' or (byte)'"' or (byte)'\'' or (byte)'<' or (byte)'>' or (byte)'|';
            at = isRoot ? RedactPath(line, at, end, redactor) : at + 1;
        }
    }

    /// <returns>Where the path ends.</returns>
    private static int RedactPath(ReadOnlySpan<byte> line, int at, int end, TextRedactor redactor)
    {
        ReadOnlySpan<byte> parent = default, before = default;
        while (at < end && line[at] == '/')
        {
            int first = at + 1;
            ReadOnlySpan<byte> name = Name(line, first, end);
            at = first + name.Length;
            bool isUser = IsOneOf(parent, Parents) || IsDomain(parent) || IsSpool(before, parent) || (at < end && line[at] == '/' && IsOneOf(Name(line, at + 1, end), Children));
            // Folders of domains stand where users do.
            if (isUser && !name.IsEmpty && !IsDomain(name) && !IsOneOf(name, Parents) && !IsOneOf(name, Children))
                redactor.AddLocalPart(line, first, at - EndingOf(name), default);
            before = parent;
            parent = name;
        }
        return Math.Max(at, 1);
    }

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> line, int start, int end)
    {
        int length = 0;
        while (start + length < end && line[start + length] is not ((byte)'/' or (byte)' ' or (byte)':' or (byte)',' or (byte)';' or (byte)')' or (byte)'"' or (byte)'\'' or (byte)'<' or (byte)'>' or (byte)'|' or (byte)'@'))
            length++;
        return line.Slice(start, length);
    }

    /// <summary>A name with a dot that ends as a domain does, and not as a file.</summary>
    private static bool IsDomain(ReadOnlySpan<byte> name)
    {
        int dot = name.LastIndexOf((byte)'.');
        if (dot <= 0 || name.Length - dot < 3 || EndingOf(name) > 0)
            return false;
        foreach (byte b in name.Slice(dot + 1))
            if (!IpText.IsLetter(b))
                return false;
        return true;
    }

    /// <summary><c>/var/mail</c>, <c>/var/spool/mail</c>; in <c>/etc/mail</c> are no mailboxes.</summary>
    private static bool IsSpool(ReadOnlySpan<byte> before, ReadOnlySpan<byte> parent) => parent.SequenceEqual("mail"u8) && (before.SequenceEqual("var"u8) || before.SequenceEqual("spool"u8));

    private static int EndingOf(ReadOnlySpan<byte> name)
    {
        foreach (byte[] ending in Endings)
            if (name.Length > ending.Length && name.EndsWith(ending))
                return ending.Length;
        return 0;
    }

    private static bool IsOneOf(ReadOnlySpan<byte> name, byte[][] names)
    {
        foreach (byte[] one in names)
            if (Utf8.EqualsIgnoreCase(name, one))
                return true;
        return false;
    }
}
