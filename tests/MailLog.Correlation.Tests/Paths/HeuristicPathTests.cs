using System.Text;
using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Filters whose two queue ids no Postfix line names together.</summary>
public class HeuristicPathTests
{
    private static readonly string[] First =
    [
        "postfix/smtpd[7]: connect from a.example[192.0.2.1]",
        "postfix/smtpd[7]: A100000001: client=a.example[192.0.2.1]",
        "postfix/cleanup[8]: A100000001: message-id=<x@a.example>",
        "postfix/qmgr[1]: A100000001: from=<s@a.example>, size=300, nrcpt=1 (queue active)",
        "postfix/smtpd[7]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5",
    ];

    private static readonly string[] Piped =
    [
        "postfix/pipe[9]: A100000001: to=<r@b.example>, relay=filter, delay=1, delays=0.1/0/0/0.9, dsn=2.0.0, status=sent (delivered via filter service)",
        "postfix/qmgr[1]: A100000001: removed",
    ];

    private static string[] Back(string sender, string messageId) =>
    [
        "postfix/pickup[6]: B200000002: uid=5001 from=<" + sender + ">",
        "postfix/cleanup[8]: B200000002: message-id=" + messageId,
        "postfix/qmgr[1]: B200000002: from=<" + sender + ">, size=500, nrcpt=1 (queue active)",
        "postfix/local[3]: B200000002: to=<r@b.example>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)",
        "postfix/qmgr[1]: B200000002: removed",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_mail_that_comes_back_from_a_pipe_is_the_same_mail_and_says_how_it_is_known(bool backFirst)
    {
        string[] back = Back("s@a.example", "<x@a.example>");
        Mail mail = Assert.Single(Mails([.. First, .. backFirst ? back : Piped, .. backFirst ? Piped : back]));
        Assert.Equal(["A100000001", "B200000002"], mail.QueueIds);
        Assert.Equal(new MailTie("filter", TieQuality.Heuristic, 1), Assert.Single(mail.Ties));
        Assert.Equal("192.0.2.1", mail.Client?.Address);
        Assert.Null(mail.SubmittedBy);
        Assert.Equal("local", Assert.Single(mail.Recipients).Relay);
    }

    [Theory]
    [InlineData("other@a.example", "<x@a.example>")]
    [InlineData("s@a.example", "<y@a.example>")]
    public void Another_sender_or_message_id_is_another_mail(string sender, string messageId)
        => Assert.Equal(2, Mails([.. First, .. Piped, .. Back(sender, messageId)]).Count);

    [Fact]
    public void Amavis_logs_both_ids()
    {
        Mail mail = Assert.Single(Mails(
        [
            .. First,
            "postfix/smtpd[17]: connect from localhost[127.0.0.1]",
            "postfix/smtpd[17]: B200000002: client=localhost[127.0.0.1]",
            "postfix/cleanup[8]: B200000002: message-id=<x@a.example>",
            "postfix/qmgr[1]: B200000002: from=<s@a.example>, size=500, nrcpt=1 (queue active)",
            "postfix/smtpd[17]: disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5",
            "amavis[99]: (00099-01) Passed CLEAN {RelayedInbound}, [192.0.2.1]:4711 [192.0.2.1] <s@a.example> -> <r@b.example>, Queue-ID: A100000001, Message-ID: <x@a.example>, mail_id: abcDEF123456, Hits: -1.9, size: 300, queued_as: B200000002, 512 ms",
            "postfix/lmtp[9]: A100000001: to=<r@b.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0.1/0/0/0.9, dsn=2.0.0, status=sent (250 2.0.0 Ok)",
            "postfix/qmgr[1]: A100000001: removed",
            "postfix/local[3]: B200000002: to=<r@b.example>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)",
            "postfix/qmgr[1]: B200000002: removed",
        ]));
        Assert.Equal(["A100000001", "B200000002"], mail.QueueIds);
        Assert.Empty(mail.Ties);
        Assert.Equal("local", Assert.Single(mail.Recipients).Relay);
    }

    private static List<Mail> Mails(string[] lines)
    {
        var mails = new List<Mail>();
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(mails.Add);
        correlator.Process(MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => "2026-11-20T10:00:00+00:00 mx1 " + l + "\n"))))));
        return mails;
    }
}
