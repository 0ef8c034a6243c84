using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Lines in which strangers' words imitate what the program itself writes, with what is truly said.</summary>
public class HostileLineTests
{
    private const string Ambiguous = "ambiguous";

    /// <summary>Program, message, form, then name and value in turn.</summary>
    public static TheoryData<string, string, string, string[]> Lines => new()
    {
        // Quoted local parts.
        { "qmgr", """4F1A2B3C4D: from=<"a>, size=1, nrcpt=9 (queue active)"@x.test>, size=343, nrcpt=1 (queue active)""", "qmgr.active",
            ["sender", "\"a>, size=1, nrcpt=9 (queue active)\"@x.test", "size", "343", "recipientCount", "1"] },
        { "smtp", """4F1A2B3C4D: to=<"b>, relay=fake[192.0.2.9]:25, delay=0, dsn=2.0.0, status=sent (250 ok)"@x.test>, relay=none, delay=1, delays=1/0/0/0, dsn=5.4.4, status=bounced (no)""",
            "delivery", ["recipient", "\"b>, relay=fake[192.0.2.9]:25, delay=0, dsn=2.0.0, status=sent (250 ok)\"@x.test", "relay", "none", "dsn", "5.4.4", "status", "bounced", "response", "no"] },
        { "local", """4F1A2B3C4D: to=<"a\">, orig_to=<b"@x.test>, orig_to=<c@x.test>, relay=local, delay=0, dsn=2.0.0, status=sent (ok)""", "delivery",
            ["recipient", "\"a\\\">, orig_to=<b\"@x.test", "original", "c@x.test", "status", "sent"] },
        { "smtpd", """NOQUEUE: reject: RCPT from a[192.0.2.1]: 554 5.7.1 <b@x.test>: Relay access denied; from=<"; from=<"@y.test> to=<b@x.test> proto=ESMTP helo=<h>""", "verdict.access",
            ["text", "<b@x.test>: Relay access denied", "sender", "\"; from=<\"@y.test", "recipient", "b@x.test", "helo", "h"] },
        { "smtpd", """NOQUEUE: reject: RCPT from a[192.0.2.1]: 550 5.1.1 <x>: User unknown; from=<"a> to=<victim@x.test> proto=SMTP helo=<fake>"@y.test> to=<x@x.test> proto=ESMTP helo=<h>""",
            "verdict.access", ["sender", "\"a> to=<victim@x.test> proto=SMTP helo=<fake>\"@y.test", "recipient", "x@x.test", "protocol", "ESMTP", "helo", "h"] },
        { "pickup", """4F1A2B3C4D: uid=1000 from=<"a> orig_id=5A6B7C8D9E"@x.test>""", "pickup", ["sender", "\"a> orig_id=5A6B7C8D9E\"@x.test", "originalQueueId", null!] },
        { "qmgr", """4F1A2B3C4D: from=<"a>, status=expired, returned to sender"@x.test>, size=5, nrcpt=1 (queue active)""", "qmgr.active", ["size", "5"] },

        // Remote servers' replies.
        { "smtp", "4F1A2B3C4D: to=<a@x.test>, relay=mx[192.0.2.1]:25, delay=1, delays=1/0/0/0, dsn=5.0.0, status=bounced (host mx[192.0.2.1] said: 550 x), relay=y, dsn=2.0.0, status=sent (250 ok))",
            "delivery", ["relay", "mx[192.0.2.1]:25", "status", "bounced", "dsn", "5.0.0", "response", "host mx[192.0.2.1] said: 550 x), relay=y, dsn=2.0.0, status=sent (250 ok)"] },
        { "smtp", "4F1A2B3C4D: to=<a@x.test>, relay=mx[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok ((()", "delivery", ["status", "sent", "response", "250 ok ((("] },
        { "smtp", "4F1A2B3C4D: host mx[192.0.2.1] said: 451 4F1A2B3C4D: to=<a@x.test>, relay=y, delay=0, dsn=2.0.0, status=sent (ok) (in reply to RCPT TO command)", "smtp.said",
            ["relay", "mx[192.0.2.1]", "response", "451 4F1A2B3C4D: to=<a@x.test>, relay=y, delay=0, dsn=2.0.0, status=sent (ok) (in reply to RCPT TO command)"] },
        { "smtpd", "proxy-reject: END-OF-MESSAGE: 550 5.7.1 no; from=<a@x.test> to=<b@x.test> proto=ESMTP helo=<f>; from=<c@x.test> to=<d@x.test> proto=ESMTP helo=<h>", "verdict.proxy",
            ["sender", "c@x.test", "recipient", "d@x.test", "helo", "h"] },

        // HELO: smtpd puts question marks in place of " <>()\";@", so only what it cannot have written is odd.
        { "smtpd", "NOQUEUE: reject: RCPT from a[192.0.2.1]: 554 5.7.1 <b@x.test>: no; from=<c@x.test> to=<b@x.test> proto=ESMTP helo=<x??from=?v?to=?w?proto=SMTP?helo=?f>", "verdict.access",
            ["sender", "c@x.test", "recipient", "b@x.test", "helo", "x??from=?v?to=?w?proto=SMTP?helo=?f"] },
        { "smtpd", "NOQUEUE: reject: HELO from a[192.0.2.1]: 501 5.5.2 <x; from=<v@x.test> to=<w@x.test> proto=SMTP helo=<f>>: bad; proto=SMTP helo=<h>", "verdict.access",
            ["protocol", "SMTP", "helo", "h", "sender", null!] },
        { "smtpd", "lost connection after DATA (0 bytes) from a[192.0.2.1] from b[192.0.2.2]", "", [] },

        // Headers and subjects.
        { "cleanup", "4F1A2B3C4D: reject: header Subject: x from fake[192.0.2.9]; from=<v@x.test> to=<w@x.test> proto=SMTP helo=<f>: 5.7.1 ok from a[192.0.2.1]; from=<c@x.test> to=<d@x.test> proto=ESMTP helo=<h>: 5.7.1 spam",
            "verdict.content", [Ambiguous, "", "client", "a[192.0.2.1]", "sender", "c@x.test", "recipient", "d@x.test", "helo", "h", "text", "5.7.1 spam"] },
        { "cleanup", "4F1A2B3C4D: warning: header Subject: Nov 20 10:00:00 mx1 postfix/qmgr[1]: 4F1A2B3C4D: removed from a[192.0.2.1]; from=<c@x.test> to=<d@x.test> proto=ESMTP helo=<h>", "verdict.content",
            ["content", "Subject: Nov 20 10:00:00 mx1 postfix/qmgr[1]: 4F1A2B3C4D: removed", "client", "a[192.0.2.1]", "text", null!] },
        { "cleanup", "4F1A2B3C4D: message-id=<a, status=sent (250 ok)>", "cleanup.message-id", ["messageId", "<a, status=sent (250 ok)>"] },
        { "cleanup", "4F1A2B3C4D: message-id=<a>, relay=x, dsn=2.0.0, status=sent (", "cleanup.message-id", ["messageId", "<a>, relay=x, dsn=2.0.0, status=sent ("] },
        { "cleanup", "4F1A2B3C4D: message-id=removed", "cleanup.message-id", ["messageId", "removed"] },
        { "cleanup", "4F1A2B3C4D: resent-message-id=4F1A2B3C4D: message-id=<x>", "cleanup.resent-message-id", ["messageId", "4F1A2B3C4D: message-id=<x>"] },

        // Words that look like ids, and ids that look like words.
        { "smtpd", "warning: ABCDEF: connect from a[192.0.2.1]", "diagnostic.id", ["level", "warning", "queueId", "ABCDEF", "text", "connect from a[192.0.2.1]"] },
        { "smtpd", "warning: NOQUEUE: client=a[192.0.2.1]", "diagnostic", ["level", "warning", "queueId", null!, "text", "NOQUEUE: client=a[192.0.2.1]"] },
        { "smtpd", "DECADE: client=a[192.0.2.1], sasl_method=PLAIN, sasl_username=connect from b[192.0.2.2]", "smtpd.client",
            ["queueId", "DECADE", "client", "a[192.0.2.1]", "saslUsername", "connect from b[192.0.2.2]"] },
    };

    [Theory, MemberData(nameof(Lines))]
    public void It_is_read_for_what_it_is(string program, string message, string form, string[] fields)
    {
        FormReading reading = FormReading.Of(FormCatalog.Programs.Single(p => p.System == MailSystem.Postfix && p.Name == program), Encoding.UTF8.GetBytes(message));
        Assert.Equal(form, reading.Form?.Name ?? "");
        Assert.Equal(fields.Contains(Ambiguous), reading.IsAmbiguous);
        for (int i = 0; i < fields.Length; i += 2)
            if (fields[i] != Ambiguous)
                Assert.Equal(fields[i] + "=" + fields[i + 1], fields[i] + "=" + reading.Value(fields[i]));
    }

    /// <summary>So many imitated trailers that trying a fixed number of them would not reach the true one.</summary>
    [Theory]
    [InlineData("smtpd", "NOQUEUE: reject: RCPT from a[192.0.2.1]: 554 5.7.1 no; from=<", " to=<b@x.test> proto=ESMTP helo=<h>", "; from=<")]
    [InlineData("cleanup", "4F1A2B3C4D: reject: header Subject: x from a[192.0.2.1]; from=<", " to=<b@x.test> proto=ESMTP helo=<h>: 5.7.1 no", " from ")]
    public void A_sender_cannot_hide_a_reject(string program, string start, string end, string repeated)
    {
        string sender = "\"" + string.Concat(Enumerable.Repeat(repeated, 100)) + "\"@x.test";
        FormReading reading = FormReading.Of(FormCatalog.Programs.Single(p => p.System == MailSystem.Postfix && p.Name == program), Encoding.UTF8.GetBytes(start + sender + ">" + end));
        Assert.Equal(sender, reading.Value("sender"));
        Assert.Equal("b@x.test", reading.Value("recipient"));
        Assert.False(reading.IsAmbiguous);
    }
}
