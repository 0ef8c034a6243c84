namespace MailLog.Parsing;

/// <summary>From the words in postscreen's lines, old and new, to <see cref="ScreeningAction"/>.</summary>
internal static class ScreeningWords
{
    public static ScreeningAction Action(LogLine line)
    {
        Utf8Text word = line.Text(Field.Action);
        if (!word.HasValue)
            return ScreeningAction.Listed;
        foreach ((string name, ScreeningAction action) in Words)
            if (Utf8.EqualsAscii(word.Bytes, name))
                return action;
        return ScreeningAction.Other;
    }

    private static readonly (string Word, ScreeningAction Action)[] Words =
    [
        ("CONNECT", ScreeningAction.Connected),
        ("DISCONNECT", ScreeningAction.Disconnected),
        ("PASS OLD", ScreeningAction.PassedOld),
        ("PASS NEW", ScreeningAction.PassedNew),
        ("ALLOWLISTED", ScreeningAction.Allowlisted),
        ("ok", ScreeningAction.Allowlisted),
        ("WHITELISTED", ScreeningAction.Allowlisted),
        ("DENYLISTED", ScreeningAction.Denylisted),
        ("BLACKLISTED", ScreeningAction.Denylisted),
        ("ALLOWLIST VETO", ScreeningAction.AllowlistVeto),
        ("WHITELIST VETO", ScreeningAction.AllowlistVeto),
        ("DNSBL", ScreeningAction.ListRank),
        ("PREGREET", ScreeningAction.Pregreet),
        ("HANGUP", ScreeningAction.Hangup),
        ("COMMAND PIPELINING", ScreeningAction.Pipelining),
        ("NON-SMTP COMMAND", ScreeningAction.NonSmtpCommand),
        ("BARE NEWLINE", ScreeningAction.BareNewline),
        ("COMMAND TIME LIMIT", ScreeningAction.TimeLimit),
        ("COMMAND COUNT LIMIT", ScreeningAction.CountLimit),
        ("COMMAND LENGTH LIMIT", ScreeningAction.LengthLimit),
        ("DATA", ScreeningAction.DataWithoutRecipient),
        ("BDAT", ScreeningAction.DataWithoutRecipient),
    ];
}
