using Xunit;

namespace MailLog.Parsing.Tests.Neighbours;

public class DovecotTests
{
    [Theory]
    [InlineData("lmtp(alice)<14643><H5dzJCbt/2ozOQAAbw8qlA>: msgid=<x@example.org>: saved mail to INBOX", MailboxAction.Stored, "user=alice | process=14643 | session=H5dzJCbt/2ozOQAAbw8qlA | messageId=<x@example.org> | mailbox=INBOX")]
    [InlineData("lmtp(alice)<14643><H5dzJCbt:2>: sieve: msgid=<x@example.org>: stored mail into mailbox 'Junk Mail'", MailboxAction.Stored, "session=H5dzJCbt:2 | mailbox=Junk Mail")]
    [InlineData("lmtp(alice)<14643><H5dz>: sieve: msgid=<x@example.org>: fileinto action: stored mail into mailbox 'Lists/a'", MailboxAction.Stored, "messageId=<x@example.org> | topic=fileinto | mailbox=Lists/a")]
    [InlineData("lmtp(14643, alice@example.org): Y4MUB1mPmFgPYQAAs6/ZuA: sieve: msgid=<x@example.org>: stored mail into mailbox 'INBOX'", MailboxAction.Stored, "process=14643 | user=alice@example.org | session=Y4MUB1mPmFgPYQAAs6/ZuA")]
    [InlineData("lmtp(14643, alice@example.org): Y4MUB1mPmFgPYQAAs6/ZuA: msgid=<x@example.org>: saved mail to INBOX", MailboxAction.Stored, "session=Y4MUB1mPmFgPYQAAs6/ZuA | mailbox=INBOX")]
    [InlineData("lmtp(14643, alice): msgid=: saved mail to INBOX", MailboxAction.Stored, "process=14643 | user=alice | session=- | messageId=")]
    [InlineData("lmtp(14643, alice): sieve: msgid=x: forwarded to <b@example.net>", MailboxAction.Forwarded, "session=- | messageId=x | target=b@example.net")]
    [InlineData("deliver(alice): msgid=<x@example.org>: saved mail to INBOX", MailboxAction.Stored, "service=deliver | user=alice | session=-")]
    [InlineData("deliver(alice@example.org): sieve: msgid=<x@example.org>: stored mail into mailbox 'INBOX'", MailboxAction.Stored, "user=alice@example.org")]
    [InlineData("lda(alice)<14643><H5dz>: sieve: msgid=<x@example.org>: forwarded to <b@example.net>", MailboxAction.Forwarded, "service=lda | target=b@example.net")]
    [InlineData("lda(alice): Info: msgid=unspecified: saved mail to Trash", MailboxAction.Stored, "level=Info | messageId=unspecified | mailbox=Trash")]
    [InlineData("lmtp(alice)<1><a>: sieve: msgid=<x@example.org>: redirect action: forwarded to <b@example.net>", MailboxAction.Forwarded, "messageId=<x@example.org> | target=b@example.net")]
    [InlineData("lmtp(alice)<1><a>: sieve: msgid=<x@example.org>: discarded duplicate forward to <b@example.net>", MailboxAction.Duplicate, "target=b@example.net")]
    [InlineData("lmtp(alice)<1><a>: sieve: msgid=<x@example.org>: marked message to be discarded if not explicitly delivered (discard action)", MailboxAction.Discarded, "reason=discard action")]
    [InlineData("lmtp(alice)<1><a>: sieve: msgid=<x@example.org>: discard action: marked message to be discarded if not explicitly delivered", MailboxAction.Discarded, "reason=-")]
    [InlineData("lmtp(alice)<1><a>: sieve: msgid=<x@example.org>: rejected message from <a@example.org> (reject)", MailboxAction.Rejected, "target=a@example.org")]
    [InlineData("lmtp(alice)<1><a>: sieve: msgid=<x@example.org>: sent vacation response to <a@example.org>", MailboxAction.Answered, "target=a@example.org")]
    [InlineData("lmtp(alice)<1><a>: msgid=<x@example.org>: save failed to INBOX: Quota exceeded (mailbox for user is full)", MailboxAction.Failed, "mailbox=INBOX | reason=Quota exceeded (mailbox for user is full)")]
    [InlineData("lmtp(alice)<1><a>: msgid=<x@example.org>: save failed to open mailbox INBOX: Permission denied", MailboxAction.Failed, "mailbox=INBOX")]
    [InlineData("lda(alice)<1><a>: msgid=<x@example.org>: rejected: Quota exceeded", MailboxAction.Rejected, "reason=Quota exceeded")]
    [InlineData("lmtp(alice)<1><a>: msgid=<x: y> lmtp(bob)<2><b>: msgid=z: saved mail to INBOX", MailboxAction.Stored, "user=alice | messageId=<x: y> lmtp(bob)<2><b>: msgid=z")]
    public void Mailbox(string message, MailboxAction action, string fields)
    {
        NeighbourLine.Check("dovecot", message, EventKind.Mailbox, fields);
        Assert.True(NeighbourLine.Read("dovecot", message).Line.TryGet(out MailboxEvent mailbox));
        Assert.Equal(action, mailbox.Action);
    }

    [Fact]
    public void A_message_id_that_imitates_the_line_gives_two_readings()
    {
        MailLogEvent read = NeighbourLine.Read("dovecot", "lmtp(alice)<1><a>: msgid=<x>: saved mail to A: saved mail to INBOX");
        Assert.True(read.Line.IsAmbiguous);
    }

    [Theory]
    [InlineData("dovecot", "imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, mpid=1234, TLS, session=<aBcD/1+x>", true, true, null, "service=imap-login | user=alice | method=PLAIN | clientAddress=192.0.2.1 | serverAddress=192.0.2.2 | process=1234 | session=aBcD/1+x")]
    [InlineData("dovecot", "pop3-login: Login: user=<alice@example.org>, method=CRAM-MD5, rip=2001:db8::1, lip=2001:db8::2, mpid=9, session=<a>", true, false, null, "clientAddress=2001:db8::1")]
    [InlineData("dovecot", "imap-login: Login: user=<alice>, method=plain, rip=::ffff:192.0.2.1, lip=::ffff:192.0.2.2, TLS", true, true, null, "process=- | session=-")]
    [InlineData("dovecot", "imap-login: Login: user=<alice>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.1, mpid=1, secured, session=<a>", true, false, null, "tls=secured")]
    [InlineData("dovecot", "imap-login: Logged in: user=<alice>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, mpid=1234, TLS, session=<a>", true, true, null, "user=alice")]
    [InlineData("dovecot", "imap-login: Info: Login: user=<alice>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, mpid=1234, TLS, session=<a>", true, true, null, "user=alice")]
    [InlineData("pop3-login", "Info: Login: user=<alice>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, mpid=1234, TLS, session=<a>", true, true, null, "user=alice | service=-")]
    [InlineData("dovecot", "imap-login: Aborted login (auth failed, 1 attempts in 2 secs): user=<bob>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, TLS, session=<a>", false, true, 1, "user=bob | reason=auth failed | seconds=2")]
    [InlineData("dovecot", "pop3-login: Disconnected (auth failed, 3 attempts in 12 secs): user=<bob>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, session=<a>", false, false, 3, "")]
    [InlineData("dovecot", "imap-login: Disconnected: Connection closed (auth failed, 2 attempts in 4 secs): user=<bob>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, TLS, session=<a>", false, true, 2, "details=Connection closed")]
    [InlineData("dovecot", "imap-login: Login aborted: Connection closed (auth failed, 2 attempts in 4 secs) (auth_failed): user=<bob>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, TLS, session=<a>", false, true, 2, "word=auth_failed")]
    [InlineData("dovecot", "imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=192.0.2.1, lip=192.0.2.2, TLS handshaking: SSL_accept() failed: error:14094416:SSL routines, session=<a>", false, true, null, "user= | method=- | rest=SSL_accept() failed: error:14094416:SSL routines | session=a")]
    [InlineData("dovecot", "imap-login: Disconnected: Inactivity (no auth attempts in 180 secs): user=<>, rip=192.0.2.1, lip=192.0.2.2, session=<a>", false, false, null, "reason=no auth attempts in 180 secs")]
    [InlineData("dovecot", "imap-login: Aborted login (tried to use disallowed plaintext auth): user=<>, rip=192.0.2.1, lip=192.0.2.2, session=<a>", false, false, null, "reason=tried to use disallowed plaintext auth")]
    [InlineData("dovecot", "imap-login: Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10): user=<bob>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, TLS, session=<a>", false, true, null, "user=bob")]
    [InlineData("dovecot", "imap-login: Aborted login: user=<bob>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2", false, false, null, "reason=- | user=bob")]
    public void Login(string program, string message, bool isSuccess, bool isTls, int? attempts, string fields)
    {
        NeighbourLine.Check(program, message, EventKind.Login, fields);
        Assert.True(NeighbourLine.Read(program, message).Line.TryGet(out LoginEvent login));
        Assert.Equal((isSuccess, isTls, attempts), (login.IsSuccess, login.IsTls, login.Attempts));
    }

    [Fact]
    public void A_user_that_imitates_the_line_moves_no_field_and_is_told()
    {
        MailLogEvent read = NeighbourLine.Read("dovecot",
            "imap-login: Aborted login (auth failed, 1 attempts in 2 secs): user=<x>, method=PLAIN, rip=192.0.2.66>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, TLS, session=<a>");
        Assert.True(read.Line.TryGet(out LoginEvent login));
        Assert.True(read.Line.IsAmbiguous);
        Assert.Equal("x>, method=PLAIN, rip=192.0.2.66", login.User.ToString());
        Assert.Equal("192.0.2.1", login.ClientAddress.ToString());
    }

    [Theory]
    [InlineData("imap(alice)<1234><aBcD>: Disconnected: Logged out in=123 out=4567 deleted=0 expunged=0", "user=alice | reason=Disconnected: Logged out | details=in=123 out=4567 deleted=0 expunged=0")]
    [InlineData("imap(alice): Logged out in=5 out=6", "user=alice | session=- | reason=Logged out")]
    [InlineData("pop3(alice@example.org): Disconnected: Logged out top=0/0, retr=1/2, del=0/0, size=1", "reason=Disconnected: Logged out")]
    [InlineData("imap(alice)<1><a>: Connection closed (IDLE running for 0.001 + waiting input for 0.001 secs) in=1 out=2", "reason=Connection closed")]
    public void End_of_a_session(string message, string fields) => NeighbourLine.Check("dovecot", message, EventKind.Disconnect, fields);
}
