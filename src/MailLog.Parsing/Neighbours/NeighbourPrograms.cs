namespace MailLog.Parsing;

/// <summary>
/// The programs whose lines stand between a mail system's own. Their main lines are typed; every other line of them is foreign, so that they make no noise.
/// </summary>
internal static class NeighbourPrograms
{
    /// <summary>One line per tag: this is where a new neighbour is registered.</summary>
    public static readonly ProgramGrammar[] All =
    [
        Of("opendkim", Opendkim.Forms),
        Of("opendmarc", Opendmarc.Forms),
        Of("policyd-spf", SpfPolicy.Forms),
        Of("policy-spf", SpfPolicy.PerlForms),
        Of("postgrey", Postgrey.Forms),
        Of("sqlgrey", Sqlgrey.Forms),
        Of("policyd-weight", PolicydWeight.Forms),
        Of("postfwd", Postfwd.Forms),
        Of("postfwd2", Postfwd.Forms),
        Of("postfwd3", Postfwd.Forms),
        Of("policy", Postfwd.Forms), // postfwd2/policy, postfwd3/policy
        Of("milter-greylist", MilterGreylist.Forms),
        Of("amavis", Amavis.Forms),
        Of("amavisd", Amavis.Forms),
        Of("rspamd", Rspamd.Forms),
        Of("spamd", Spamd.Forms),
        Of("clamav-milter", ClamavMilter.Forms),
        Of("clamsmtpd", Clamsmtpd.Forms),
        Of("clamd", Clamd.Forms),
        Of("mimedefang.pl", Mimedefang.Forms),
        Of("dovecot", DovecotMailbox.Forms, DovecotLogin.Forms, DovecotLogin.Ends),
        // In a log file of its own dovecot writes no "dovecot:" in front.
        Of("imap-login", DovecotLogin.PlainForms),
        Of("pop3-login", DovecotLogin.PlainForms),
        Of("managesieve-login", DovecotLogin.PlainForms),
        Of("submission-login", DovecotLogin.PlainForms),
    ];

    private static ProgramGrammar Of(string name, params LineForm[][] forms) => new(MailSystem.Neighbour, name, forms);
}
