namespace MailLog.Parsing;

/// <summary>s/qmail's qmail-popup: POP3 logins (<c>qmail-popup.c</c>), on file descriptor 5. An accepted login is logged when its session is over.</summary>
internal static class QmailPopup
{
    private static readonly LineForm[] Forms =
    [
        Of("qmail-popup.login", "pid {pid} {action:Accept|Reject}::{type:AUTH|STLS}::{condition} P:{protocol} S:{client} ?~ '{user}'",
            "A POP3 login was accepted or refused; STLS: TLS is asked for, and was not used.", "pid 25841 Reject::AUTH::User P:POP3 S:192.0.2.1:unknown ?~ 'alice'"),
        Of("qmail-popup.login.old", "pid {pid} {action:Accept|Reject}::{type:AUTH|STLS}::{condition} P:{protocol} S:{client} ?= '{user}'",
            "The same in early versions.", "pid 25841 Accept::AUTH::Apop P:POP3S S:192.0.2.1:unknown ?= 'alice'"),
        Of("qmail-popup.login.torn", "pid {pid} {action:Accept|Reject}::{type:AUTH|STLS}::{condition} P:{protocol} S:{client} ?~ '{rest}",
            "The same, torn by a line feed in the user.", "pid 25841 Reject::AUTH::User P:POP3 S:192.0.2.1:unknown ?~ 'evil"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Qmail, "qmail-popup", Forms);

    private static LineForm Of(string name, string text, string meaning, string example) =>
        new(name, EventKind.Verdict, text, meaning, example) { Endpoints = EndpointStyle.AddressAndName, DecidedBy = VerdictSource.Smtpd, DecidedAt = "AUTH" };
}
