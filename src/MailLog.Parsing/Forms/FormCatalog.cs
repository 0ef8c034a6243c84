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
        Qmgr.NewGrammar,
        Smtp.Grammar,
        Smtp.LmtpGrammar,
        Local.Grammar,
        Virtual.Grammar,
        Pipe.Grammar,
        DeliveryAgents.Error,
        DeliveryAgents.Retry,
        DeliveryAgents.Discard,
        Bounce.Grammar,
        Bounce.DeferGrammar,
        Bounce.TraceGrammar,
        Dnsblog.Grammar,
        Tlsproxy.Grammar,
        Tlsmgr.Grammar,
        Qmqpd.Grammar,
        Anvil.Grammar,
        Scache.Grammar,
        Master.Grammar,
        PostfixServices.Verify,
        PostfixServices.TrivialRewrite,
        PostfixServices.Spawn,
        .. PostfixServices.Others,
        Postsuper.Grammar,
        .. Submission.Programs,
        PostfixCommand.Command,
        .. PostfixCommand.Scripts,
        PmgSmtpFilter.Grammar,
        PmgPolicy.Grammar,
        PmgDaemon.Grammar,
        PmgDaemon.ProxyGrammar,
        .. NeighbourPrograms.All,
        .. QmailPrograms.All,
        MailLog.Parsing.Qpsmtpd.Grammar,
    ];

    /// <summary>
    /// Postfix' children before they become another program: they have no tag yet but the bare name. Other systems have programs of such names too, so a line of
    /// another form is foreign.
    /// </summary>
    private static readonly ProgramGrammar[] Children =
        [.. new[] { "pipe", "local", "spawn" }.Select(name => new ProgramGrammar(MailSystem.Postfix, name, [PostfixServer.Execvp]) { IsTentative = true })];

    /// <summary>The lines that only the way they begin, or their carrier, shows to be qpsmtpd's.</summary>
    public static readonly ProgramGrammar Qpsmtpd = MailLog.Parsing.Qpsmtpd.Grammar;

    /// <summary>The lines that have no tag, but only the stamp of qmail's loggers before them.</summary>
    public static readonly ProgramGrammar Bare = QmailPrograms.Untagged;

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
        foreach (ProgramGrammar child in Children)
            if (Utf8.EqualsAscii(tag, child.Name))
                return child;
        return null;
    }

    /// <summary>Every program of this name, whatever its tag has before it.</summary>
    public static IEnumerable<ProgramGrammar> Namesakes(string name) => Programs.Concat(Children).Where(program => program.Name == name);

    private static LineForm[] Numbered(LineForm[] forms)
    {
        for (int i = 0; i < forms.Length; i++)
            forms[i].Number = (ushort)i;
        return forms;
    }
}
