namespace MailLog.Parsing;

/// <summary>Every program that MailLog knows, and every form of their lines.</summary>
internal static class FormCatalog
{
    /// <summary>One line per program: this is where a new daemon is registered.</summary>
    public static readonly ProgramGrammar[] Programs =
    [
        Smtpd.Grammar,
        Postscreen.Grammar,
        Cleanup.Grammar,
        Pickup.Grammar,
        Qmgr.Grammar,
        Qmgr.OldGrammar,
        Smtp.Grammar,
        Smtp.LmtpGrammar,
        DeliveryAgents.Local,
        DeliveryAgents.Virtual,
        DeliveryAgents.Pipe,
        DeliveryAgents.Error,
        DeliveryAgents.Retry,
        DeliveryAgents.Discard,
        Bounce.Grammar,
        Bounce.DeferGrammar,
        Bounce.TraceGrammar,
        Postsuper.Grammar,
        .. PostfixDaemons.All,
        PmgSmtpFilter.Grammar,
        PmgPolicy.Grammar,
        PmgDaemon.Grammar,
        PmgDaemon.ProxyGrammar,
        .. NeighbourPrograms.All,
    ];

    /// <summary>All forms, each once; a form's place here is its number within this run.</summary>
    public static readonly LineForm[] Forms = Numbered([.. Programs.SelectMany(p => p.Forms).Distinct()]);

    /// <summary>The grammar of a tag such as <c>postfix/submission/smtpd</c>: its last part names the program. Null: foreign.</summary>
    /// <remarks>
    /// A Postfix daemon's tag has at least one slash, whatever <c>syslog_name</c> is (<c>H/SERVICE/smtpd</c>): a bare <c>smtpd</c> is another MTA's.
    /// Only the command <c>postfix</c> itself logs without. A neighbour may be run with any prefix (<c>postfix/policy-spf</c>).
    /// </remarks>
    public static ProgramGrammar? Find(ReadOnlySpan<byte> tag)
    {
        int slash = tag.LastIndexOf((byte)'/');
        ReadOnlySpan<byte> name = tag.Slice(slash + 1);
        foreach (ProgramGrammar program in Programs)
        {
            bool hasSlash = program.System == MailSystem.Postfix && program.Name != "postfix";
            if ((hasSlash == slash > 0 || program.System == MailSystem.Neighbour) && Utf8.EqualsAscii(name, program.Name))
                return program;
        }
        return null;
    }

    private static LineForm[] Numbered(LineForm[] forms)
    {
        for (int i = 0; i < forms.Length; i++)
            forms[i].Number = (ushort)i;
        return forms;
    }
}
