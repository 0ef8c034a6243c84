using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>Nothing in s/qmail's lines is quoted. These were provoked, mostly on a real server, by clients that put pieces of a line into what they send.</summary>
public class SmtpdTrapTests
{
    private const string Accepted = "pid 25674 Accept::RCPT::Rcpthosts_Rcptto P:ESMTP S:127.0.0.2:client.test H:";

    /// <summary>What stands behind <c>H:</c>, the fields, and whether the line says that it has two readings.</summary>
    public static TheoryData<string, string, string, string, bool> Envelopes => new()
    {
        { "x F:fake@evil.test T:fake@example.com F:s@client.test T:alice@example.com", "x", "fake@evil.test T:fake@example.com F:s@client.test", "alice@example.com", true },
        { "my host F:evil@x.test T:y@z.test F:s8@client.test T:alice@example.com", "my host", "evil@x.test T:y@z.test F:s8@client.test", "alice@example.com", true },
        { "client.test F:a F:z@z.test@client.test T:q T:t@t.test@example.com", "client.test", "a F:z@z.test@client.test T:q", "t@t.test@example.com", true },
        { "client.test F:a T:z@z.test b@client.test T:alice@example.com", "client.test", "a T:z@z.test b@client.test", "alice@example.com", true },
        { "client.test F:s@client.test T:q T:victim@example.com", "client.test", "s@client.test T:q", "victim@example.com", true },
        { "client.test F:s@client.test T:\"q T:victim\"@example.com", "client.test", "s@client.test T:\"q", "victim\"@example.com", true },
        { "client.test F:s@client.test T:a F:b@example.com", "client.test", "s@client.test", "a F:b@example.com", true },

        // What can only be one thing is no doubt.
        { "x T:y F:s@client.test T:alice@example.com", "x T:y", "s@client.test", "alice@example.com", false },
        { "my own host F:s@client.test T:alice@example.com", "my own host", "s@client.test", "alice@example.com", false },
        { "client.test F:tab\tand\rcr@client.test T:alice@example.com", "client.test", "tab\tand\rcr@client.test", "alice@example.com", false },
        { "client.test F:\"a b\"@client.test T:alice@example.com", "client.test", "\"a b\"@client.test", "alice@example.com", false },
        { "client.test F:o'hara@client.test T:it's 'me'@example.com", "client.test", "o'hara@client.test", "it's 'me'@example.com", false },
        { "client.test F: T:alice@example.com", "client.test", "", "alice@example.com", false },
        { " F:s@client.test T:alice@example.com", "", "s@client.test", "alice@example.com", false },
        { " F: T:", "", "", "", false },
        { "[2001:db8::1] F:müller@client.test T:alice@example.com", "[2001:db8::1]", "müller@client.test", "alice@example.com", false },
    };

    [Theory, MemberData(nameof(Envelopes))]
    public void Helo_sender_and_recipient_are_apart_or_it_is_told(string text, string helo, string sender, string recipient, bool isAmbiguous)
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", Accepted + text);
        Assert.Equal("sqmail.condition", read.Line.Form);
        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal((helo, sender, recipient), (decision.Helo.ToString(), decision.Sender.ToString(), decision.Recipient.ToString()));
        Assert.Equal(isAmbiguous, read.Line.IsAmbiguous);
        Assert.Equal(text, decision.Envelope.ToString());
        Assert.Equal("127.0.0.2", decision.Client.Address.ToString());
    }

    /// <summary>The envelope is what stands between the tags, also where parts of it are empty or something follows.</summary>
    [Theory]
    [InlineData("Reject::SNDR::Bad_Helo P:ESMTP S:127.0.0.12:unknown H: F:s@client.test T:alice@example.com '0'", " F:s@client.test T:alice@example.com")]
    [InlineData("Reject::SNDR::Bad_Helo P:ESMTP S:127.0.0.12:unknown H: F: T: '0'", " F: T:")]
    [InlineData("Accept::AUTH::plain P:ESMTPA S:127.0.0.12:unknown H:h F: T:b@y.test ?~ 'u'", "h F: T:b@y.test")]
    [InlineData("Reject::AUTH::plain P:ESMTPA S:127.0.0.12:unknown H:h ?~ 'u'", "h")]
    [InlineData("Reject::AUTH::missing P:ESMTP S:127.0.0.12:unknown H:h", "h")]
    [InlineData("Reject::AUTH::missing P:ESMTP S:127.0.0.12:unknown H:", "")]
    public void The_envelope_ends_where_it_ends(string message, string expected)
    {
        Assert.True(QmailLine.Read("qmail-smtpd", "pid 7 " + message).Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal(expected, decision.Envelope.ToStringOrNull());
    }

    /// <summary>Which fields a line has follows from action, type and condition: a HELO cannot add any.</summary>
    [Theory]
    [InlineData("Reject::AUTH::missing", "x F:ceo@example.com T:alice@example.com")]
    [InlineData("Reject::AUTH::missing", "x ?~ 'alice@example.com'")]
    [InlineData("Reject::AUTH::Setup", "x ?~ 'alice@example.com'")]
    [InlineData("Reject::AUTH::submission", "x F:ceo@example.com T:alice@example.com ?~ 'alice")]
    [InlineData("Reject::TLS::missing", "x F:ceo@example.com T:alice@example.com")]
    [InlineData("Reject::TLS::Required", "x ?~ 'alice@example.com'")]
    public void A_session_without_mail_has_a_helo_only(string words, string helo)
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", "pid 7 " + words + " P:ESMTP S:192.0.2.1:unknown H:" + helo);
        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal(helo, decision.Helo.ToString());
        Assert.False(decision.Sender.HasValue || decision.Recipient.HasValue || decision.User.HasValue || decision.IsTorn);
        Assert.False(read.Line.IsAmbiguous);
    }

    [Theory]
    [InlineData("client.test ?~ 'o'brien ?~ 'x'@example.com'", "client.test ?~ 'o'brien", "x'@example.com", true)]
    [InlineData("x F:ceo@example.com T:alice@example.com ?~ 'bob@example.com'", "x F:ceo@example.com T:alice@example.com", "bob@example.com", false)]
    [InlineData("client.test ?~ 'o'hara'", "client.test", "o'hara", false)]
    [InlineData("client.test ?~ '''", "client.test", "'", false)]
    [InlineData("client.test ?~ ''", "client.test", "", false)]
    [InlineData(" ?~ 'bob'", "", "bob", false)]
    public void A_refused_login_has_helo_and_user_only(string text, string helo, string user, bool isAmbiguous)
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", "pid 25460 Reject::AUTH::login P:ESMTPA S:127.0.0.17:unknown H:" + text);
        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal((helo, user), (decision.Helo.ToString(), decision.User.ToString()));
        Assert.False(decision.Sender.HasValue || decision.Recipient.HasValue || decision.IsTorn);
        Assert.Equal(isAmbiguous, read.Line.IsAmbiguous);
    }

    /// <summary>
    /// The user of AUTH LOGIN is sent in base64 and may hold a line feed. The line behind it has its own stamp and looks true: its text alone cannot show that a client
    /// wrote it. Whoever puts lines together has to ask for the connection of its process.
    /// </summary>
    [Fact]
    public void A_line_feed_in_the_user_makes_a_line_of_its_own()
    {
        MailLogEvent torn = QmailLine.Read("qmail-smtpd", "pid 25354 Reject::AUTH::login P:ESMTPA S:127.0.0.17:unknown H:client.test ?~ 'evil");
        Assert.True(torn.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.True(decision.IsTorn);
        Assert.Equal(("client.test", "evil", QmailCondition.Method), (decision.Helo.ToString(), decision.User.ToString(), decision.Condition));

        MailLogEvent closed = QmailLine.Read("qmail-smtpd", "pid 25354 Reject::AUTH::login P:ESMTPA S:127.0.0.17:unknown H:client.test ?~ 'evil'");
        Assert.True(closed.Line.TryGet(out decision));
        Assert.False(decision.IsTorn);

        MailLogEvent forged = QmailLine.Read("qmail-smtpd", "pid 4711 Accept::RCPT::Rcpthosts_Rcptto P:ESMTP S:203.0.113.9:forged.test H:forged.test F:ceo@example.com T:alice@example.com");
        Assert.Equal("sqmail.condition", forged.Line.Form);
        Assert.Equal(4711, forged.Line.ProcessId);
    }

    /// <summary>A torn user of one who was let in is not taken for part of the recipient.</summary>
    [Fact]
    public void A_torn_user_does_not_become_part_of_the_recipient()
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", "pid 7 Accept::AUTH::login P:ESMTPA S:192.0.2.1:unknown H:h F:a@x.test T:b@y.test ?~ 'evil");
        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.True(decision.IsTorn);
        Assert.Equal(("a@x.test", "b@y.test", "evil"), (decision.Sender.ToString(), decision.Recipient.ToString(), decision.User.ToString()));
    }

    [Theory]
    [InlineData("T:alice@example.com ' 'x' 'A'", "alice@example.com ' 'x'", "A", true)]
    [InlineData("T:it's@example.com 'A'", "it's@example.com", "A", false)]
    [InlineData("T:alice@example.com '''", "alice@example.com", "'", false)]
    [InlineData("T:alice@example.com ''", "alice@example.com", "", false)]
    public void Information_is_cut_off_from_the_right(string text, string recipient, string information, bool isAmbiguous)
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", "pid 7 Reject::SNDR::DNS_Helo P:ESMTP S:127.0.0.13:unknown H:nohost.test F:s@client.test " + text);
        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal((recipient, information), (decision.Recipient.ToString(), decision.Information.ToString()));
        Assert.Equal(isAmbiguous, read.Line.IsAmbiguous);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_kept()
    {
        byte[] message = [.. Encoding.ASCII.GetBytes(Accepted + "h\u007f"), 0xFF, .. " F:"u8, 0xC3, 0x28, .. "@x.test T:"u8, 0x80, .. "@y.test"u8];
        MailLogEvent read = QmailLine.Read("qmail-smtpd", message);
        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal([0xC3, 0x28, .. "@x.test"u8], decision.Sender.Bytes.ToArray());
        Assert.Equal([0x80, .. "@y.test"u8], decision.Recipient.Bytes.ToArray());
        Assert.False(read.Line.IsAmbiguous);
    }

    /// <summary>Lines over 512 bytes are written in pieces; addresses may have 900.</summary>
    [Fact]
    public void Long_fields_are_read()
    {
        string sender = new string('a', 900) + "@client.test", recipient = new string('b', 900) + "@example.com";
        Assert.True(QmailLine.Read("qmail-smtpd", Accepted + "client.test F:" + sender + " T:" + recipient).Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal((sender, recipient), (decision.Sender.ToString(), decision.Recipient.ToString()));
    }

    /// <summary>Pieces of two writers in one line, or a line cut off.</summary>
    [Theory]
    [InlineData("pid 7 Accept::RCPT::Rcpthosts_Rcptto P:ESMTP S:192.0.2.1")]
    [InlineData("pid 7 Accept::RCPT::Rcpthosts_Rcptto P:ESMTP S:192.0.2.1:unknown H:h F:a@x.test")]
    [InlineData("pid 7 qmail-smtpd: pid 8 Accept::RCPT::Rcpthosts_Rcptto")]
    [InlineData("pid Accept::RCPT::Rcpthosts_Rcptto P:ESMTP S:192.0.2.1:unknown H:h F:a T:b")]
    [InlineData("pid 7 Accept::RCPT P:ESMTP S:192.0.2.1:unknown H:h F:a T:b")]
    public void What_is_no_whole_line_is_unknown(string message)
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", message);
        Assert.Equal(EventKind.Unknown, read.Kind);
        Assert.Equal(MailSystem.Qmail, read.Line.System);
    }
}
