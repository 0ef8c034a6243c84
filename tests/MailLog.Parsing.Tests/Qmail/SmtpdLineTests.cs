using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>s/qmail's sessions: lines as its versions wrote them, of every template.</summary>
public class SmtpdLineTests
{
    public static TheoryData<string, string> Lines => new()
    {
        { "pid 24937 Reject::SNDR::Bad_Helo P:ESMTP S:127.0.0.12:unknown H: F:s@client.test T:alice@example.com '0'",
            "sqmail.information|pid=24937|action=Reject|type=SNDR|condition=Bad_Helo|protocol=ESMTP|client=127.0.0.12:unknown|helo=|sender=s@client.test|recipient=alice@example.com|information=0" },
        { "pid 25299 Reject::DATA::Bad_MIME P:ESMTP S:127.0.0.21:unknown H:client.test F:s@client.test T:alice@example.com 'g: base64'",
            "sqmail.information|pid=25299|action=Reject|type=DATA|condition=Bad_MIME|protocol=ESMTP|client=127.0.0.21:unknown|helo=client.test|sender=s@client.test|recipient=alice@example.com|information=g: base64" },
        { "pid 25301 Reject::DATA::Virus_Infected P:ESMTP S:127.0.0.22:unknown H:client.test F:s@client.test T:alice@example.com 'AV scanner'",
            "sqmail.information|pid=25301|action=Reject|type=DATA|condition=Virus_Infected|protocol=ESMTP|client=127.0.0.22:unknown|helo=client.test|sender=s@client.test|recipient=alice@example.com|information=AV scanner" },
        { "pid 25749 Accept::AUTH::plain P:ESMTPSA S:127.0.0.3:unknown H:tlsclient.test F:alice@example.com T:r9@sink.test ?~ 'alice@example.com'",
            "sqmail.authenticated|pid=25749|action=Accept|type=AUTH|condition=plain|protocol=ESMTPSA|client=127.0.0.3:unknown|helo=tlsclient.test|sender=alice@example.com|recipient=r9@sink.test|user=alice@example.com" },
        { "pid 25353 Reject::AUTH::Auth_Meth P:ESMTPA S:127.0.0.26:unknown H:client.test ?~ 'none'",
            "sqmail.login.method|pid=25353|action=Reject|type=AUTH|condition=Auth_Meth|protocol=ESMTPA|client=127.0.0.26:unknown|helo=client.test|user=none" },
        { "pid 25668 Reject::TLS::missing P:ESMTPZ S:127.0.0.24:unknown H:client.test",
            "sqmail.session|pid=25668|action=Reject|type=TLS|condition=missing|protocol=ESMTPZ|client=127.0.0.24:unknown|helo=client.test" },
        { "pid 25710 Accept::RCPT::Rcpthosts_Rcptto P:ESMTP S:127.0.0.2:client.test H:client.test F: T:alice@example.com",
            "sqmail.condition|pid=25710|action=Accept|type=RCPT|condition=Rcpthosts_Rcptto|protocol=ESMTP|client=127.0.0.2:client.test|helo=client.test|sender=|recipient=alice@example.com" },
        { "pid 24950 Accept::SPF::Recipients_Pam P:ESMTP S:127.0.0.15:spfok.test H:client.test F:s@spfok.test T:good2@pam.example.com",
            "sqmail.condition|pid=24950|action=Accept|type=SPF|condition=Recipients_Pam|protocol=ESMTP|client=127.0.0.15:spfok.test|helo=client.test|sender=s@spfok.test|recipient=good2@pam.example.com" },
        { "pid 24940 Accept::ORIG::Local_Sender P:ESMTPM S:127.0.0.11:unknown H:client.test F:alice@example.com T:r2@sink.test",
            "sqmail.condition|pid=24940|action=Accept|type=ORIG|condition=Local_Sender|protocol=ESMTPM|client=127.0.0.11:unknown|helo=client.test|sender=alice@example.com|recipient=r2@sink.test" },

        // 4.4: words it writes in another way.
        { "pid 100 Reject::AUTH::Missing P:ESMTPS S:127.0.0.2:unknown H:client.examples.invalid",
            "sqmail.session|pid=100|action=Reject|type=AUTH|condition=Missing|protocol=ESMTPS|client=127.0.0.2:unknown|helo=client.examples.invalid" },
        { "pid 100 Reject::DATA::Virus_Infected P:ESMTPS S:127.0.0.2:unknown H:client.examples.invalid F:sender@outside.invalid T:bob@examples.invalid 'clamdscan'",
            "sqmail.information|pid=100|action=Reject|type=DATA|condition=Virus_Infected|protocol=ESMTPS|client=127.0.0.2:unknown|helo=client.examples.invalid|sender=sender@outside.invalid|recipient=bob@examples.invalid|information=clamdscan" },

        // SPAMCONTROL and early s/qmail.
        { "pid 20078 Accept::AUTH::cram-md5 P:ESMTPA S:192.0.2.1:unknown ?= 'a@example.org'",
            "sqmail.old.authenticated|pid=20078|action=Accept|type=AUTH|condition=cram-md5|protocol=ESMTPA|client=192.0.2.1:unknown|user=a@example.org" },
        { "pid 20078 Accept::TLS::AES256-SHA P:ESMTPS S:192.0.2.1:unknown != '/CN=client.example.org'",
            "sqmail.old.tls|pid=20078|action=Accept|type=TLS|condition=AES256-SHA|protocol=ESMTPS|client=192.0.2.1:unknown|information=/CN=client.example.org" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void All_fields_are_read(string message, string expected) => QmailLine.Check("qmail-smtpd", message, expected);

    /// <summary>Up to SPAMCONTROL 2.4 there was no tag; loggers give one.</summary>
    [Theory]
    [InlineData("Reject::SNDR::Bad_Helo: S:192.0.2.1:unknown P:SMTP H:localhost F:a@example.org T:b@example.com",
        "sqmail.old|action=Reject|type=SNDR|condition=Bad_Helo|client=192.0.2.1:unknown|protocol=SMTP|helo=localhost|sender=a@example.org|recipient=b@example.com")]
    [InlineData("Reject::TLS::missing: S:192.0.2.1:unknown P:SMTP H:localhost",
        "sqmail.old.session|action=Reject|type=TLS|condition=missing|client=192.0.2.1:unknown|protocol=SMTP|helo=localhost")]
    public void Lines_without_program_are_read(string message, string expected)
    {
        QmailLine.Check("qmail", message, expected);
        Assert.True(QmailLine.Read("qmail", message).Line.TryGet(out QmailSmtpdEvent decision));
        Assert.NotEqual(QmailCondition.Other, decision.Condition);
        Assert.Equal(expected.Contains("sender", StringComparison.Ordinal) ? "localhost F:a@example.org T:b@example.com" : "localhost", decision.Envelope.ToString());
    }

    [Fact]
    public void A_cipher_is_a_condition_of_its_own()
    {
        Assert.True(QmailLine.Read("qmail-smtpd", "pid 20078 Accept::TLS::AES256-SHA P:ESMTPS S:192.0.2.1:unknown != '/CN=client.example.org'").Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal((QmailConditionType.Tls, QmailCondition.Cipher), (decision.Type, decision.Condition));
        Assert.Equal("/CN=client.example.org", decision.Information.ToString());
        Assert.False(decision.Helo.HasValue);
    }

    [Theory]
    [InlineData("ESMTP", false, false, false, false)]
    [InlineData("SMTP", false, false, false, false)]
    [InlineData("ESMTPS", true, false, false, false)]
    [InlineData("ESMTPA", false, true, false, false)]
    [InlineData("ESMTPM", false, false, true, false)]
    [InlineData("ESMTPSA", true, true, false, false)]
    [InlineData("ESMTPSAM", true, true, true, false)]
    [InlineData("UTF8ESMTP", false, false, false, true)]
    [InlineData("UTF8ESMTPS", true, false, false, true)]
    [InlineData("UTF8UTF8ESMTPA", false, true, false, true)]
    [InlineData("ESMTPSAUTF8", true, true, false, true)]
    [InlineData("ESMTPZ", false, false, false, false)]
    [InlineData("ESMTP\u0001,;(", false, false, false, false)]
    [InlineData("", false, false, false, false)]
    [InlineData("SAM", false, false, false, false)]
    public void Flags_stand_behind_the_name_of_the_protocol(string protocol, bool isTls, bool hasTriedLogin, bool isSenderChecked, bool isUtf8)
    {
        Assert.True(QmailLine.Read("qmail-smtpd", "pid 1 Reject::SPF::Fail P:" + protocol + " S:192.0.2.1:unknown H:h F:a@x.test T:b@y.test").Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal((isTls, hasTriedLogin, isSenderChecked, isUtf8), (decision.IsTls, decision.HasTriedLogin, decision.IsSenderChecked, decision.IsUtf8));
        Assert.Equal(protocol, decision.Protocol.ToString());
        Assert.False(decision.IsPop3);
    }

    /// <summary>The name has no colon: what stands before the last one is the address, of whatever kind.</summary>
    [Theory]
    [InlineData("127.0.0.2:client.test", "127.0.0.2", "client.test")]
    [InlineData("127.0.0.2:unknown", "127.0.0.2", "unknown")]
    [InlineData("unknown:unknown", "unknown", "unknown")]
    [InlineData("2001:db8::25:mail.example.org", "2001:db8::25", "mail.example.org")]
    [InlineData("::1:unknown", "::1", "unknown")]
    [InlineData("127.0.0.2:a\\072b\\040c.test", "127.0.0.2", "a\\072b\\040c.test")]
    [InlineData("127.0.0.2:", "127.0.0.2", null)]
    [InlineData(":unknown", null, "unknown")]
    public void The_client_is_address_and_name(string text, string? address, string? host)
    {
        Assert.True(QmailLine.Read("qmail-smtpd", "pid 1 Reject::AUTH::missing P:ESMTP S:" + text + " H:h").Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal(address, decision.Client.Address.ToStringOrNull());
        Assert.Equal(host, decision.Client.Host.ToStringOrNull());
        Assert.Null(decision.Client.Port);
        Assert.Equal("h", decision.Helo.ToString());
    }

    [Fact]
    public void Other_lines_are_no_decisions()
    {
        Assert.False(QmailLine.Read("qmail-smtpd", "pid 1879 from 192.0.2.1: Sender address in badmailfrom").Line.TryGet(out QmailSmtpdEvent _));
        Assert.False(QmailLine.Read("tcpserver", "deny 1920 mail.example.com:192.0.2.25:25 :192.0.2.66::32867").Line.TryGet(out QmailSmtpdEvent _));
        Assert.False(QmailLine.Read("qmail", "new msg 11878401").Line.TryGet(out QmailSmtpdEvent _));
    }

    /// <summary>The whole life of a process is one process: its lines are found by it.</summary>
    [Fact]
    public void The_process_of_the_message_is_that_of_the_line()
    {
        byte[] log = Encoding.UTF8.GetBytes("Nov 20 10:00:00 mx1 tcpserver: pid 7 from 192.0.2.1\nNov 20 10:00:00 mx1 qmail-smtpd: pid 7 Reject::AUTH::missing P:ESMTP S:192.0.2.1:unknown H:h\n"
            + "Nov 20 10:00:00 mx1 rblsmtpd: 192.0.2.1 pid 7: 451 listed\nNov 20 10:00:00 mx1 tcpserver: end 7 status 0\n");
        using var reader = MailLogReader.Open(new MemoryStream(log), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc });
        for (int i = 0; i < 4; i++)
        {
            Assert.True(reader.Read());
            Assert.Equal(7, reader.Line.ProcessId);
        }
    }
}
