namespace MailLog.Parsing;

/// <summary>From a verdict's line to the rule that names its hooks.</summary>
internal static class HookAttribution
{
    public static HookRule? Find(VerdictEvent verdict, out VerdictRestriction restriction)
    {
        restriction = VerdictRestriction.None;
        if (verdict.Line.System != MailSystem.Postfix)
            return null;
        HookRule? rule = Decide(verdict, ref restriction);
        if (rule is { Restriction: not VerdictRestriction.None })
            restriction = rule.Restriction;
        return rule;
    }

    private static HookRule? Decide(VerdictEvent verdict, ref VerdictRestriction restriction)
    {
        ReadOnlySpan<byte> text = verdict.Text.Bytes, action = verdict.Line.Text(Field.Action).Bytes;
        switch (verdict.Line.Form)
        {
            case "verdict.proxy":
                return HookRules.Proxy;
            case "verdict.abort":
                return HookRules.ClientCertificate;
            case "verdict.server" when text.EndsWith(" Server local data error"u8):
                return HookRules.ServerError;
            case "verdict.content" when action.StartsWith("milter-"u8):
                return HookRules.MilterHeader;
            case "verdict.content":
                return HookRules.First(HookScope.Content, restriction, PartAndContent(verdict));
            case "verdict.delivery":
                return HookRules.First(verdict.Component.Equals("lmtp"u8) ? HookScope.LmtpDelivery : HookScope.Delivery, restriction, verdict.Part.Bytes);
            case "verdict.postscreen" or "verdict.postscreen.connect" or "verdict.postscreen.busy":
                return HookRules.First(HookScope.Postscreen, restriction, text, Status(verdict));
        }
        if (action.StartsWith("milter-"u8))
            return MilterOf(verdict);
        return verdict.Action switch
        {
            VerdictAction.Reject or VerdictAction.WarnReject => Rejected(verdict, text, ref restriction),
            VerdictAction.Warn or VerdictAction.Info or VerdictAction.Hangup => HookRules.First(HookScope.Bare, restriction, verdict.Stage.Bytes),
            VerdictAction.Accept => Permitted(text, ref restriction),
            _ => Told(verdict, text, ref restriction),
        };
    }

    private static HookRule? Rejected(VerdictEvent verdict, ReadOnlySpan<byte> text, ref VerdictRestriction restriction)
    {
        ReadOnlySpan<byte> status = Status(verdict), rest = WithoutSubject(verdict, text);
        int length = ClassLength(rest, out restriction);
        if (length > 0 && rest.Slice(length).StartsWith(" rejected: "u8))
            return HookRules.First(HookScope.Reason, restriction, rest.Slice(length + 11), status) ?? HookRules.First(HookScope.Told, restriction, default);
        restriction = VerdictRestriction.None;
        return Listed(rest) ?? HookRules.First(HookScope.Reply, restriction, rest, status);
    }

    /// <summary><c>Service unavailable; Client host [192.0.2.1] blocked using list.example; reason</c>, the default of <c>default_rbl_reply</c>.</summary>
    private static HookRule? Listed(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("Service unavailable; "u8))
            return null;
        text = text.Slice(21);
        int length = ClassLength(text, out VerdictRestriction restriction);
        if (length == 0 || !text.Slice(length).StartsWith(" ["u8))
            return null;
        ReadOnlySpan<byte> what = text.Slice(length + 2);
        int end = what.IndexOf("] blocked using "u8);
        if (end < 0)
            return null;
        bool isAddress = restriction == VerdictRestriction.ClientHost && IsAddress(what.Slice(0, end));
        return HookRules.First(isAddress ? HookScope.ListedAddress : HookScope.ListedName, restriction, default);
    }

    /// <summary><c>action=permit_mynetworks for Client host=a.example[192.0.2.1]</c>, or <c>action=OK for … from TABLE</c>.</summary>
    private static HookRule? Permitted(ReadOnlySpan<byte> text, ref VerdictRestriction restriction)
    {
        if (!text.StartsWith("action="u8))
            return HookRules.First(HookScope.Bare, restriction, default);
        text = text.Slice(7);
        int looked = text.IndexOf(" for "u8);
        if (looked >= 0)
            ClassLength(text.Slice(looked + 5), out restriction);
        return HookRules.First(HookScope.Permit, restriction, text) ?? HookRules.First(HookScope.Told, restriction, default) ?? HookRules.First(HookScope.Bare, restriction, default);
    }

    private static HookRule? Told(VerdictEvent verdict, ReadOnlySpan<byte> text, ref VerdictRestriction restriction)
    {
        ReadOnlySpan<byte> rest = WithoutSubject(verdict, text);
        int length = ClassLength(rest, out restriction);
        if (length > 0 && (rest.Length == length || rest[length] == ' '))
            return HookRules.First(HookScope.Told, restriction, default);
        restriction = VerdictRestriction.None;
        return HookRules.First(HookScope.Bare, restriction, verdict.Stage.Bytes);
    }

    /// <summary>Postfix' word for what was looked at, at the start of the text.</summary>
    private static int ClassLength(ReadOnlySpan<byte> text, out VerdictRestriction restriction)
    {
        foreach ((string phrase, VerdictRestriction candidate, _) in HookSets.Classes)
        {
            if (!Utf8.StartsWithAscii(text, phrase))
                continue;
            restriction = candidate;
            return phrase.Length;
        }
        restriction = VerdictRestriction.None;
        return 0;
    }

    /// <summary>
    /// The text behind <c>&lt;what&gt;: </c>. A client chooses what stands in the brackets, and it may imitate what follows: so it is compared with what the line names
    /// elsewhere, before the first bracket counts.
    /// </summary>
    private static ReadOnlySpan<byte> WithoutSubject(VerdictEvent verdict, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '<')
            return text;
        ReadOnlySpan<byte> inside = text.Slice(1);
        int length = SubjectLength(inside, verdict.Recipient.Bytes);
        if (length < 0)
            length = SubjectLength(inside, verdict.Sender.Bytes);
        if (length < 0)
            length = SubjectLength(inside, verdict.Helo.Bytes);
        if (length < 0)
            length = SubjectLength(inside, verdict.Client.Text.Bytes);
        if (length < 0)
            length = inside.IndexOf(">: "u8);
        return length < 0 ? text : inside.Slice(length + 3);
    }

    /// <summary>The length of the subject in the text when it is this address or name, else -1. The trailer quotes local parts (since 3.5), the text does not.</summary>
    private static int SubjectLength(ReadOnlySpan<byte> text, ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty)
            return text.StartsWith(">: "u8) ? 0 : -1;
        if (text.StartsWith(address) && text.Slice(address.Length).StartsWith(">: "u8))
            return address.Length;
        if (address[0] != '"')
            return -1;
        int at = 0;
        bool isQuoted = false;
        for (int i = 0; i < address.Length; i++)
        {
            byte b = address[i];
            if (b == '"')
            {
                isQuoted = !isQuoted;
                continue;
            }
            if (b == '\\' && isQuoted && i + 1 < address.Length)
                b = address[++i];
            if (at >= text.Length || text[at++] != b)
                return -1;
        }
        return text.Slice(at).StartsWith(">: "u8) ? at : -1;
    }

    private static bool IsAddress(ReadOnlySpan<byte> text)
    {
        bool isVersion4 = true;
        foreach (byte b in text)
        {
            if (b == ':')
                return true;
            isVersion4 &= Utf8.IsDigit(b) || b == '.';
        }
        return isVersion4;
    }

    /// <summary>Mail that no client of smtpd sent, but somebody here, or QMQP, has no protocol of SMTP; at MAIL cleanup knows the protocol of none.</summary>
    private static HookRule MilterOf(VerdictEvent verdict)
    {
        if (!verdict.Component.Equals("cleanup"u8) || (verdict.Protocol.HasValue && !verdict.Protocol.Equals("QMQP"u8)))
            return HookRules.Milter;
        return verdict.Protocol.HasValue || verdict.Recipient.HasValue ? HookRules.LocalMilter : HookRules.AnyMilter;
    }

    private static ReadOnlySpan<byte> Status(VerdictEvent verdict)
    {
        Utf8Text dsn = verdict.DsnText;
        return dsn.HasValue ? dsn.Bytes : verdict.Line.Text(Field.Code).Bytes;
    }

    /// <summary>From the part to the end of the content: they stand one behind the other in the line.</summary>
    private static ReadOnlySpan<byte> PartAndContent(VerdictEvent verdict)
    {
        ReadOnlySpan<byte> part = verdict.Part.Bytes, content = verdict.Content.Bytes, line = verdict.Line.Bytes.Bytes;
        return line.Overlaps(part, out int start) && line.Overlaps(content, out int end) ? line.Slice(start, end + content.Length - start) : part;
    }
}
