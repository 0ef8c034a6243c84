using System.Globalization;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Four mail systems on one host, a filter and a proxy between each two: a mail has four queue ids and three archives.</summary>
public class ArchiveChainTests
{
    private static readonly string[] Systems = ["postfix-in", "postfix-scan", "postfix-sign", "postfix-out"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_mail_is_one_and_has_all_its_archives(bool hasIdent)
    {
        const int count = 12;
        var log = new LogText();
        var archives = new List<ArchiveText>();
        double[] starts = new double[count * 3];
        int second = 0;
        // All mails are under way at once, and of one sender to one recipient: only ids tell them apart.
        for (int hop = 0; hop < Systems.Length; hop++)
        {
            for (int mail = 0; mail < count; mail++)
            {
                Hop(log, hop, mail);
                second += hop == 0 ? 5 : 4;
                if (hop < Systems.Length - 1)
                    starts[mail * 3 + hop] = second - 1 + 0.5;
            }
        }
        for (int mail = 0; mail < count; mail++)
        {
            for (int hop = Systems.Length - 1; hop >= 0; hop--)
            {
                string next = hop == Systems.Length - 1 ? "250 2.0.0 Ok: queued as FFFFFFFFFF" : "250 2.0.0 Ok: queued as " + Id(hop + 1, mail);
                log.Line(Systems[hop] + "/smtp", 40 + hop, $"{Id(hop, mail)}: to=<r@b.example>, relay=127.0.0.1[127.0.0.1]:1002{hop}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent ({next})")
                    .Line(Systems[hop] + "/qmgr", 50 + hop, Id(hop, mail) + ": removed");
            }
            for (int hop = 0; hop < Systems.Length - 1; hop++)
            {
                // Each scanner passes on what it was told; one without XFORWARD leaves the id of the Received field.
                archives.Add(new ArchiveText
                {
                    At = starts[mail * 3 + hop],
                    Xforward = hasIdent ? $"ADDR=192.0.2.1 PORT=1{mail:D3} IDENT={Id(0, mail)}" : "",
                    Received = $"from by mx.example id 00000000 (unknown [192.0.2.1]) by mx.example (Postfix) with ESMTP id {Id(hop, mail)}",
                });
            }
        }
        ArchiveJoin join = ArchiveText.Join(log, [.. archives]);

        Assert.Equal(count, join.Mails.Count);
        Assert.Empty(join.Orphans);
        foreach (ArchivedMail mail in join.Mails)
        {
            int number = int.Parse(mail.Mail.QueueIds[0][^3..], CultureInfo.InvariantCulture);
            Assert.Equal(Enumerable.Range(0, 4).Select(hop => Id(hop, number)), mail.Mail.QueueIds);
            Assert.Equal(MailOutcome.Delivered, mail.Mail.Outcome);
            Assert.Equal(Enumerable.Range(0, 3).Select(hop => Id(hop, number)), mail.Archives.Select(a => a.Entry.Transaction.Header.Received[0].Id.ToString()));
            Assert.All(mail.Archives, a => Assert.Equal((hasIdent ? ArchiveKey.Ident : ArchiveKey.ReceivedId, TieQuality.Exact), (a.Key, a.Quality)));
            Assert.Empty(mail.Ties);
        }
    }

    private static string Id(int hop, int mail) => string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + hop)}00000{mail:D3}");

    private static void Hop(LogText log, int hop, int mail)
    {
        string id = Id(hop, mail), smtpd = Systems[hop] + "/smtpd";
        int pid = 100 * hop + mail;
        string client = hop == 0 ? LogText.Client : "localhost[127.0.0.1]";
        log.Line(smtpd, 1000 + pid, "connect from " + client)
            .Line(smtpd, 1000 + pid, $"{id}: client={client}" + (hop == 0 ? "" : $", orig_queue_id={Id(hop - 1, mail)}, orig_client={LogText.Client}"))
            .Line(Systems[hop] + "/cleanup", 20 + hop, $"{id}: message-id=<same@a.example>")
            .Line(Systems[hop] + "/qmgr", 50 + hop, $"{id}: from=<{LogText.Sender}>, size=500, nrcpt=1 (queue active)");
        if (hop == 0)
            log.Line(smtpd, 1000 + pid, $"disconnect from {client} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
    }
}
