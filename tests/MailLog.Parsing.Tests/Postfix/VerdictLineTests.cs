using Xunit;

namespace MailLog.Parsing.Tests.Postfix;

/// <summary>Lines as they are met in the wild, old and new: decisions.</summary>
public class VerdictLineTests
{
    /// <summary>Program, message, and what is read: the form and all its fields.</summary>
    public static TheoryData<string, string, string> Lines => new()
    {
        { "smtpd", "NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 554 5.7.1 <bob@example.net>: Relay access denied; from=<a@example.com> to=<bob@example.net> proto=ESMTP helo=<x>",
            "verdict.access|action=reject|stage=RCPT|client=unknown[198.51.100.7]|code=554|dsn=5.7.1|text=<bob@example.net>: Relay access denied|sender=a@example.com|recipient=bob@example.net|protocol=ESMTP|helo=x" },
        { "smtpd", "NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 450 4.7.1 Client host rejected: cannot find your reverse hostname, [198.51.100.7]; from=<a@example.com> to=<b@example.org> proto=SMTP helo=<x>",
            "verdict.access|action=reject|stage=RCPT|client=unknown[198.51.100.7]|code=450|dsn=4.7.1|text=Client host rejected: cannot find your reverse hostname, [198.51.100.7]|sender=a@example.com|recipient=b@example.org|protocol=SMTP|helo=x" },
        { "smtpd", "NOQUEUE: reject: RCPT from a.example[198.51.100.7]: 554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.example.net; https://www.example.net/query/ip/198.51.100.7; from=<> to=<b@example.org> proto=ESMTP helo=<a.example>",
            "verdict.access|action=reject|stage=RCPT|client=a.example[198.51.100.7]|code=554|dsn=5.7.1|text=Service unavailable; Client host [198.51.100.7] blocked using zen.example.net; https://www.example.net/query/ip/198.51.100.7|sender=|recipient=b@example.org|protocol=ESMTP|helo=a.example" },
        { "smtpd", "NOQUEUE: reject: RCPT from a.example[198.51.100.7]: 550 5.1.1 <nobody@example.org>: Recipient address rejected: User unknown in virtual mailbox table; from=<a@example.com> to=<nobody@example.org> proto=ESMTP helo=<a.example>",
            "verdict.access|action=reject|stage=RCPT|client=a.example[198.51.100.7]|code=550|dsn=5.1.1|text=<nobody@example.org>: Recipient address rejected: User unknown in virtual mailbox table|sender=a@example.com|recipient=nobody@example.org|protocol=ESMTP|helo=a.example" },
        { "smtpd", "NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 554 <a.example>: Helo command rejected: Access denied; from=<a@example.com> to=<b@example.org> proto=SMTP helo=<a.example>",
            "verdict.access|action=reject|stage=RCPT|client=unknown[198.51.100.7]|code=554|text=<a.example>: Helo command rejected: Access denied|sender=a@example.com|recipient=b@example.org|protocol=SMTP|helo=a.example" },
        { "smtpd", "NOQUEUE: reject: CONNECT from unknown[198.51.100.7]: 554 5.7.1 <unknown[198.51.100.7]>: Client host rejected: Access denied; proto=SMTP",
            "verdict.access|action=reject|stage=CONNECT|client=unknown[198.51.100.7]|code=554|dsn=5.7.1|text=<unknown[198.51.100.7]>: Client host rejected: Access denied|protocol=SMTP" },
        { "smtpd", "NOQUEUE: reject: EHLO from unknown[198.51.100.7]: 504 5.5.2 <ylmf-pc>: Helo command rejected: need fully-qualified hostname; proto=SMTP helo=<ylmf-pc>",
            "verdict.access|action=reject|stage=EHLO|client=unknown[198.51.100.7]|code=504|dsn=5.5.2|text=<ylmf-pc>: Helo command rejected: need fully-qualified hostname|protocol=SMTP|helo=ylmf-pc" },
        { "smtpd", "NOQUEUE: reject: MAIL from unknown[198.51.100.7]: 552 5.3.4 Message size exceeds fixed limit; proto=ESMTP helo=<a.example>",
            "verdict.access|action=reject|stage=MAIL|client=unknown[198.51.100.7]|code=552|dsn=5.3.4|text=Message size exceeds fixed limit|protocol=ESMTP|helo=a.example" },
        { "smtpd", "NOQUEUE: reject: VRFY from unknown[198.51.100.7]: 550 5.1.1 <root>: Recipient address rejected: User unknown in local recipient table; to=<root> proto=SMTP helo=<x>",
            "verdict.access|action=reject|stage=VRFY|client=unknown[198.51.100.7]|code=550|dsn=5.1.1|text=<root>: Recipient address rejected: User unknown in local recipient table|recipient=root|protocol=SMTP|helo=x" },
        { "smtpd", "NOQUEUE: reject_warning: RCPT from unknown[198.51.100.7]: 450 4.1.8 <a@nx.example>: Sender address rejected: Domain not found; from=<a@nx.example> to=<b@example.org> proto=ESMTP helo=<x>",
            "verdict.access|action=reject_warning|stage=RCPT|client=unknown[198.51.100.7]|code=450|dsn=4.1.8|text=<a@nx.example>: Sender address rejected: Domain not found|sender=a@nx.example|recipient=b@example.org|protocol=ESMTP|helo=x" },
        { "smtpd", "4F1A2B3C4D: reject: DATA from unknown[198.51.100.7]: 503 5.5.0 <DATA>: Data command rejected: Improper use of SMTP command pipelining; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<x>",
            "verdict.access|queueId=4F1A2B3C4D|action=reject|stage=DATA|client=unknown[198.51.100.7]|code=503|dsn=5.5.0|text=<DATA>: Data command rejected: Improper use of SMTP command pipelining|sender=a@example.com|recipient=b@example.org|protocol=ESMTP|helo=x" },
        { "smtpd", "4F1A2B3C4D: filter: RCPT from mail.example.com[192.0.2.1]: <a@example.com>: Sender address triggers FILTER smtp-amavis:[127.0.0.1]:10024; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<mail.example.com>",
            "verdict.access|queueId=4F1A2B3C4D|action=filter|stage=RCPT|client=mail.example.com[192.0.2.1]|text=<a@example.com>: Sender address triggers FILTER smtp-amavis:[127.0.0.1]:10024|sender=a@example.com|recipient=b@example.org|protocol=ESMTP|helo=mail.example.com" },
        { "smtpd", "NOQUEUE: milter-reject: EHLO from unknown[198.51.100.7]: 550 5.7.1 Command rejected; proto=ESMTP helo=<x>",
            "verdict.access|action=milter-reject|stage=EHLO|client=unknown[198.51.100.7]|code=550|dsn=5.7.1|text=Command rejected|protocol=ESMTP|helo=x" },
        { "smtpd", "NOQUEUE: abort: TLS from mail.example.com[192.0.2.1]: Client certificate not trusted",
            "verdict.abort|action=abort|stage=TLS|client=mail.example.com[192.0.2.1]|text=Client certificate not trusted" },
        { "smtpd", "reject: RCPT from unknown[198.51.100.7]: 554 <b@example.net>: Relay access denied; from=<a@example.com> to=<b@example.net>",
            "verdict.access.old|action=reject|stage=RCPT|client=unknown[198.51.100.7]|code=554|text=<b@example.net>: Relay access denied|sender=a@example.com|recipient=b@example.net" },
        { "smtpd", "NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 450 4.2.0 <b@example.org>: Recipient address rejected: Greylisted, see http://postgrey.example/help/example.org.html; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<x>",
            "verdict.access|action=reject|stage=RCPT|client=unknown[198.51.100.7]|code=450|dsn=4.2.0|text=<b@example.org>: Recipient address rejected: Greylisted, see http://postgrey.example/help/example.org.html|sender=a@example.com|recipient=b@example.org|protocol=ESMTP|helo=x" },
        { "smtpd", "proxy-reject: END-OF-MESSAGE: 554 5.7.1 Rejected, id=123-01 - SPAM; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<x>",
            "verdict.proxy|action=reject|stage=END-OF-MESSAGE|code=554|dsn=5.7.1|text=Rejected, id=123-01 - SPAM|sender=a@example.com|recipient=b@example.org|protocol=ESMTP|helo=x" },
        { "cleanup", "4F1A2B3C4D: milter-reject: END-OF-MESSAGE from a.example[198.51.100.7]: 5.7.1 Spam message rejected; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<a.example>",
            "verdict.access|queueId=4F1A2B3C4D|action=milter-reject|stage=END-OF-MESSAGE|client=a.example[198.51.100.7]|dsn=5.7.1|text=Spam message rejected|sender=a@example.com|recipient=b@example.org|protocol=ESMTP|helo=a.example" },
        { "cleanup", "4F1A2B3C4D: reject: header Subject: viagra from a.example[198.51.100.7]; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<a.example>: 5.7.1 message content rejected",
            "verdict.content|queueId=4F1A2B3C4D|action=reject|part=header|content=Subject: viagra|client=a.example[198.51.100.7]|sender=a@example.com|recipient=b@example.org|protocol=ESMTP|helo=a.example|text=5.7.1 message content rejected" },
        { "cleanup", "4F1A2B3C4D: warning: header Subject: hello from local; from=<alice@example.org> to=<b@example.org>",
            "verdict.content|queueId=4F1A2B3C4D|action=warning|part=header|content=Subject: hello|client=local|sender=alice@example.org|recipient=b@example.org" },
        { "cleanup", "4F1A2B3C4D: discard: body click here from unknown[198.51.100.7]; from=<a@example.com> to=<b@example.org> proto=SMTP helo=<x>",
            "verdict.content|queueId=4F1A2B3C4D|action=discard|part=body|content=click here|client=unknown[198.51.100.7]|sender=a@example.com|recipient=b@example.org|protocol=SMTP|helo=x" },
        { "smtp", "4F1A2B3C4D: replace: header Received: from [192.168.1.2]: Received: from localhost",
            "verdict.delivery|queueId=4F1A2B3C4D|action=replace|part=header|content=Received: from [192.168.1.2]: Received: from localhost" },
        { "postscreen", "NOQUEUE: reject: RCPT from [198.51.100.7]:54321: 450 4.3.2 Service currently unavailable; from=<a@example.com>, to=<b@example.org>, proto=ESMTP, helo=<x>",
            "verdict.postscreen|action=reject|stage=RCPT|client=[198.51.100.7]:54321|code=450|dsn=4.3.2|text=Service currently unavailable|sender=a@example.com|recipient=b@example.org|protocol=ESMTP|helo=x" },
        { "postscreen", "NOQUEUE: reject: CONNECT from [198.51.100.7]:54321: all server ports busy",
            "verdict.postscreen.connect|action=reject|stage=CONNECT|client=[198.51.100.7]:54321|text=all server ports busy" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void A_line_is_read_for_what_it_says(string program, string message, string expected) => PostfixLine.Check(program, message, expected);
}
