namespace MailLog.Parsing;

/// <summary>
/// s/qmail's sessions (<c>smtpdlog.c</c>): <c>Action::Type::Condition</c> with what was known. Which parts stand in a line follows from action, type and condition,
/// and nothing in it is quoted: HELO, addresses and user are a stranger's bytes, so no tag is ever looked for. What each condition means: docs/qmail.md.
/// </summary>
internal static class Sqmail
{
    private const string Pid = "pid {pid} ";
    private const string Session = " P:{protocol} S:{client} H:";
    private const string Actions = "{action:Accept|Reject|Deferred|Info}::";
    private const string Envelope = "{helo!} F:{sender~} T:{recipient}";
    private const string EnvelopeBefore = "{helo!} F:{sender~} T:{recipient~}";

    public static readonly LineForm[] Forms =
    [
        Of("sqmail.information", Pid + "{action:Reject}::{type:DATA|ORIG|SNDR}::{condition:" + QmailConditions.WithInformation + "}" + Session + EnvelopeBefore + " '{information}'",
            "Template I: refused, with what was found.",
            "pid 20001 Reject::DATA::Virus_Infected P:ESMTPS S:192.0.2.1:unknown H:client.example.org F:a@example.org T:b@example.com 'clamdscan'"),
        Of("sqmail.information.other", Pid + "{action:Reject|Deferred|Info}::{type:GREY|DKIM}::{condition}" + Session + EnvelopeBefore + " '{information}'",
            "The same for types whose lines nobody has published: with what was found, if it is there.",
            "pid 20001 Reject::DKIM::Signature P:ESMTPS S:192.0.2.1:unknown H:client.example.org F:a@example.org T:b@example.com 'fail'"),
        Of("sqmail.authenticated", Pid + "{action:Accept}::{type:AUTH}::{condition}" + Session + EnvelopeBefore + " ?~ '{user}'",
            "Template A: a recipient was accepted from a client that logged in.",
            "pid 20078 Accept::AUTH::plain P:ESMTPA S:192.0.2.1:unknown H:client.example.org F:a@example.org T:b@example.com ?~ 'a@example.org'"),
        Of("sqmail.authenticated.torn", Pid + "{action:Accept}::{type:AUTH}::{condition}" + Session + EnvelopeBefore + " ?~ '{rest}",
            "The same, torn by a line feed in the user.",
            "pid 20078 Accept::AUTH::plain P:ESMTPA S:192.0.2.1:unknown H:client.example.org F:a@example.org T:b@example.com ?~ 'evil"),
        Of("sqmail.session", Pid + "{action:Reject|Deferred|Info}::{type:AUTH|Auth|TLS}::{condition:" + QmailConditions.OfSession + "}" + Session + "{helo}",
            "Template H: refused before there was a sender; neither sender nor recipient is logged.",
            "pid 20074 Reject::AUTH::missing P:ESMTP S:192.0.2.1:unknown H:client.example.org"),
        Of("sqmail.login", Pid + "{action:Reject|Deferred|Info}::{type:AUTH|Auth}::{condition:Auth Meth|Auth Method}" + Session + "{helo~} ?~ '{user}'",
            "Template B, with a condition of two words.",
            "pid 20089 Reject::AUTH::Auth Meth P:ESMTPA S:192.0.2.1:unknown H:client.example.org ?~ 'none'"),
        Of("sqmail.login.method", Pid + "{action:Reject|Deferred|Info}::{type:AUTH|Auth}::{condition}" + Session + "{helo~} ?~ '{user}'",
            "Template B: a login was refused; neither sender nor recipient is logged.",
            "pid 20089 Reject::AUTH::plain P:ESMTPA S:192.0.2.1:unknown H:client.example.org ?~ 'bob@example.com'"),
        Of("sqmail.login.torn", Pid + "{action:Reject|Deferred|Info}::{type:AUTH|Auth}::{condition}" + Session + "{helo~} ?~ '{rest}",
            "The same, torn: the user that the client gave holds a line feed, and what follows it stands in the next line, as if it were one of its own.",
            "pid 20089 Reject::AUTH::login P:ESMTPA S:192.0.2.1:unknown H:client.example.org ?~ 'evil"),
        Of("sqmail.session.other", Pid + "{action:Reject|Deferred|Info}::{type:AUTH|Auth|TLS}::{condition}" + Session + "{helo}",
            "The same for conditions that nobody has published: without user, if no quote closes the line.",
            "pid 20074 Reject::AUTH::Expired P:ESMTP S:192.0.2.1:unknown H:client.example.org"),
        Of("sqmail.condition", Pid + Actions + "{type:RCPT|SNDR|ORIG|SPF|DATA|GREY|DKIM}::{condition}" + Session + Envelope,
            "Templates G and R: a recipient was accepted or refused, or the message was; then the recipient is the first of those accepted.",
            "pid 18793 Accept::RCPT::Rcpthosts_Rcptto P:ESMTP S:192.0.2.1:unknown H:client.example.org F:a@example.org T:b@example.com"),
        Of("sqmail.old.authenticated", Pid + "{action:Accept}::{type:AUTH}::{condition} P:{protocol} S:{client} ?= '{user}'",
            "SPAMCONTROL 2.7 and early s/qmail: the client logged in.", "pid 20078 Accept::AUTH::plain P:ESMTPA S:192.0.2.1:unknown ?= 'a@example.org'"),
        Of("sqmail.old.tls", Pid + "{action:Accept}::{type:TLS}::{condition} P:{protocol} S:{client} != '{information}'",
            "SPAMCONTROL 2.7 and early s/qmail: the client has a certificate; the condition is the cipher.",
            "pid 20078 Accept::TLS::AES256-SHA P:ESMTPS S:192.0.2.1:unknown != '/CN=client.example.org'"),
        Of("sqmail.other", Pid + "{action:Accept|Reject|Deferred|Info|accept|reject|deferred|info|ACCEPT|REJECT}::{type}::{condition}" + Session + Envelope,
            "Any other type, taken for the commonest template.",
            "pid 18793 Reject::SMTP::Toomany_Hops P:ESMTP S:192.0.2.1:unknown H:client.example.org F:a@example.org T:b@example.com"),
    ];

    /// <summary>SPAMCONTROL up to 2.4, and the order that the documentation of later versions still shows: no program, a colon behind the condition, the client first.</summary>
    public static readonly LineForm[] OldForms =
    [
        Of("sqmail.old", Actions + "{type}::{condition}: S:{client} P:{protocol} H:" + Envelope,
            "SPAMCONTROL up to 2.4: the same without program and process.", "Reject::SNDR::Bad_Helo: S:192.0.2.1:unknown P:SMTP H:localhost F:a@example.org T:b@example.com"),
        Of("sqmail.old.session", Actions + "{type}::{condition}: S:{client} P:{protocol}[ H:{helo}]",
            "The same before there was a sender.", "Reject::AUTH::missing: S:192.0.2.1:unknown P:SMTP H:localhost"),
    ];

    private static LineForm Of(string name, string text, string meaning, string example) =>
        new(name, EventKind.Verdict, text, meaning, example) { Endpoints = EndpointStyle.AddressAndName, DecidedBy = VerdictSource.Smtpd };
}
