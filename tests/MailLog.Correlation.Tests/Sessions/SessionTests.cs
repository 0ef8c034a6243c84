using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What belongs to which SMTP session, and what a session's mails take from it.</summary>
public class SessionTests
{
    private const string Q = "A100000001", Q2 = "A200000002", Q3 = "A300000003";
    private const string Other = "c.example[192.0.2.3]";

    [Fact]
    public void Several_mails_in_one_session_share_its_client()
    {
        LogText log = new LogText().Connect().Smtpd($"Anonymous TLS connection established from {LogText.Client}: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)");
        foreach (string id in new[] { Q, Q2, Q3 })
            log.Smtpd($"{id}: client={LogText.Client}, sasl_method=PLAIN, sasl_username=user-{id}").Cleanup($"{id}: message-id=<{id}@a.example>").Active(id).Sent(id).Removed(id);
        List<Mail> mails = Correlating.Mails(log.Disconnect("ehlo=1 starttls=1 mail=3 rcpt=3 data=3 quit=1 commands=12"));

        Assert.Equal([[Q], [Q2], [Q3]], mails.Select(m => m.QueueIds));
        Assert.All(mails, m =>
        {
            Assert.True(m.IsComplete);
            Assert.Equal(new TlsSession("TLSv1.3", "TLS_AES_256_GCM_SHA384", 256, "anonymous"), m.Tls);
            Assert.Equal(new SaslIdentity("PLAIN", "user-" + m.QueueIds[0]), m.Sasl);
        });
    }

    [Fact]
    public void Tls_of_one_session_is_not_of_another()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Connect().Connect(Other, 11)
            .Smtpd($"Trusted TLS connection established from {LogText.Client}: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)")
            .Opened(Q2, Other, 11).Opened(Q).Active(Q).Active(Q2).Sent(Q).Sent(Q2).Removed(Q).Removed(Q2));

        Assert.Equal("trusted", mails.Single(m => m.QueueIds[0] == Q).Tls?.Peer);
        Assert.Null(mails.Single(m => m.QueueIds[0] == Q2).Tls);
    }

    [Fact]
    public void Refusals_before_a_mail_of_the_same_sender_are_its_verdicts()
    {
        Mail mail = Correlating.OneMail(new LogText().Connect().Refused("x@b.example").Opened(Q).Active(Q).Sent(Q).Removed(Q)
            .Disconnect("ehlo=1 mail=1 rcpt=1/2 data=1 quit=1 commands=5/6"));

        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal("x@b.example", Assert.Single(mail.Verdicts).Recipient);
    }

    [Theory]
    [InlineData("alice", "alice@mx.example", true)]
    [InlineData("Alice@MX.example", "alice@mx.example", true)]
    [InlineData("alice", "alicette@mx.example", false)]
    [InlineData("", "alice@mx.example", false)]
    [InlineData("bob@mx.example", "alice@mx.example", false)]
    public void Refusals_join_a_mail_of_the_same_sender_only(string refused, string accepted, bool isSame)
    {
        List<Mail> mails = Correlating.Mails(new LogText().Connect().Refused("x@b.example", refused).Opened(Q).Active(Q, 1, accepted).Sent(Q).Removed(Q)
            .Disconnect("ehlo=1 mail=2 rcpt=1/2 data=1 quit=1 commands=6/7"));

        Assert.Equal(isSame ? 1 : 2, mails.Count);
        Mail mail = mails.Single(m => m.QueueIds.Count == 1);
        Assert.Equal(isSame ? 1 : 0, mail.Verdicts.Count);
        Assert.Equal(accepted, mail.Sender);
        if (!isSame)
            Assert.Equal((MailOutcome.Rejected, refused), mails.Where(m => m.QueueIds.Count == 0).Select(m => (m.Outcome, m.Sender)).Single());
    }

    [Fact]
    public void Refusals_after_a_mail_are_a_mail_of_their_own()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Connect().Opened(Q).Active(Q).Sent(Q).Removed(Q).Refused("x@b.example").Refused("y@b.example")
            .Disconnect("ehlo=1 mail=2 rcpt=1/3 data=1 rset=1 quit=1 commands=7/9"));

        Assert.Equal(2, mails.Count);
        OutcomeTests.Check(mails.Single(m => m.QueueIds.Count == 1), MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal(2, mails.Single(m => m.QueueIds.Count == 0).Verdicts.Count);
    }

    [Fact]
    public void Refusals_of_several_senders_in_one_session_are_several_mails()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Connect().Refused("x@b.example", "s1@a.example").Refused("y@b.example", "s1@a.example").Refused("x@b.example", "s2@a.example")
            .Disconnect("ehlo=1 mail=2 rcpt=0/3 quit=1 commands=4/7"));

        Assert.Equal([("s1@a.example", 2), ("s2@a.example", 1)], mails.Select(m => (m.Sender!, m.Verdicts.Count)).Order());
    }

    [Fact]
    public void A_process_serves_one_client_after_the_other()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Connect().Refused("x@b.example").Disconnect("ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4")
            .Connect(Other).Opened(Q, Other).Active(Q).Sent(Q).Removed(Q).Disconnect("ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5", Other));

        Assert.Equal(2, mails.Count);
        Assert.Equal("192.0.2.3", mails.Single(m => m.QueueIds.Count == 1).Client?.Address);
        Assert.Empty(mails.Single(m => m.QueueIds.Count == 1).Verdicts);
        Assert.Equal("192.0.2.1", mails.Single(m => m.QueueIds.Count == 0).Client?.Address);
    }

    [Fact]
    public void The_same_client_comes_back_to_the_same_process()
    {
        LogText log = new();
        for (int i = 0; i < 3; i++)
            log.Connect().Refused($"x{i}@b.example").Disconnect("ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4");

        Assert.Equal(["x0@b.example", "x1@b.example", "x2@b.example"], Correlating.Mails(log).Select(m => Assert.Single(m.Verdicts).Recipient));
    }

    [Fact]
    public void A_client_that_is_renamed_keeps_its_session()
    {
        Mail mail = Correlating.OneMail(new LogText().Connect("localhost[127.0.0.1]")
            .Smtpd("Anonymous TLS connection established from localhost[127.0.0.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)")
            .Opened(Q, Other).Active(Q).Sent(Q).Removed(Q).Disconnect("ehlo=2 xclient=1 mail=1 rcpt=1 data=1 quit=1 commands=7", Other));

        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal("192.0.2.3", mail.Client?.Address);
        Assert.Equal("TLSv1.3", mail.Tls?.Protocol);
    }

    [Fact]
    public void Two_hosts_with_the_same_pids_and_ids_never_mix()
    {
        string[] one = new LogText("mx1").Received(Q).Sent(Q, "r1@b.example").Removed(Q).Connect(Other).Refused("x@b.example", LogText.Sender, Other).ToString().TrimEnd('\n').Split('\n');
        string[] two = [.. one.Select(l => l.Replace(" mx1 ", " mx2 ", StringComparison.Ordinal).Replace("r1@", "r2@", StringComparison.Ordinal))];
        List<Mail> mails = Correlating.Mails(one.Zip(two, (a, b) => new[] { a, b }).SelectMany(p => p).Select(System.Text.Encoding.UTF8.GetBytes));

        Assert.Equal(4, mails.Count);
        foreach ((string host, string recipient) in new[] { ("mx1", "r1@b.example"), ("mx2", "r2@b.example") })
        {
            Mail mail = mails.Single(m => m.Host == host && m.QueueIds.Count == 1);
            OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
            Assert.Equal(recipient, mail.Recipients[0].Address);
            Assert.Single(mails, m => m.Host == host && m.Outcome == MailOutcome.Rejected && m.Verdicts.Count == 1);
        }
    }

    [Fact]
    public void Two_instances_with_the_same_id_are_two_mails()
    {
        LogText log = new LogText().Received(Q2).Sent(Q2).Removed(Q2)
            .Line("postfix-out/pickup", 9, Q3 + ": uid=1000 from=<alice>").Line("postfix-out/qmgr", 9, Q3 + ": removed");
        string[] programs = ["postfix", "postfix-out"];
        foreach (string line in new[] { "smtpd;connect from a.example[192.0.2.1]", $"smtpd;{Q}: client=a.example[192.0.2.1]", $"cleanup;{Q}: message-id=<PROGRAM@a.example>",
            $"qmgr;{Q}: from=<s@a.example>, size=500, nrcpt=1 (queue active)", $"smtp;{Q}: to=<PROGRAM@b.example>, relay=none, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 ok)", $"qmgr;{Q}: removed" })
            foreach (string program in programs)
                log.Line(program + "/" + line.Split(';')[0], 10, line.Split(';')[1].Replace("PROGRAM", program, StringComparison.Ordinal));
        List<Mail> mails = Correlating.Mails(log).FindAll(m => m.QueueIds[0] == Q);

        Assert.Equal(2, mails.Count);
        Assert.All(mails, m => OutcomeTests.Check(m, MailOutcome.Delivered, RecipientStatus.Delivered));
        Assert.Equal(["<postfix-out@a.example>", "<postfix@a.example>"], mails.Select(m => m.MessageId).Order(StringComparer.Ordinal));
        Assert.All(mails, m => Assert.Equal(m.MessageId, "<" + m.Recipients[0].Address.Replace("@b.", "@a.", StringComparison.Ordinal) + ">"));
    }

    [Theory]
    [InlineData("postfix/submission/smtpd")]
    [InlineData("submission/smtpd")]
    [InlineData("mx/submission/smtpd")]
    public void A_service_with_its_own_name_uses_the_queue_of_its_instance(string program)
    {
        Mail mail = Correlating.OneMail(new LogText().Line(program, 10, "connect from a.example[192.0.2.1]").Line(program, 10, Q + ": client=a.example[192.0.2.1]")
            .Cleanup(Q + ": message-id=<1@a.example>").Active(Q).Line(program, 10, "disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5")
            .Sent(Q).Removed(Q));

        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal("192.0.2.1", mail.Client?.Address);
    }

    [Fact]
    public void Two_services_with_the_same_pid_are_two_sessions()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Connect().Line("postfix/submission/smtpd", 10, "connect from " + Other)
            .Refused("x@b.example").Line("postfix/submission/smtpd", 10, $"{Q}: client={Other}").Cleanup(Q + ": message-id=<1@a.example>").Active(Q).Sent(Q).Removed(Q));

        Assert.Equal("192.0.2.3", mails.Single(m => m.QueueIds.Count == 1).Client?.Address);
        Assert.Empty(mails.Single(m => m.QueueIds.Count == 1).Verdicts);
    }
}
