using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class RedactionTests
{
    private const string Head = "2026-11-20T10:00:00+00:00 mx ";

    private static readonly Redaction Key = new("0123456789abcdef"u8);

    [Fact]
    public void A_short_key_is_refused()
    {
        Assert.Contains("16", Assert.Throws<ArgumentException>(() => new Redaction(new byte[15])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Key.Redact((string)null!));
        Assert.Throws<ArgumentNullException>(() => Key.RedactUser(null!));
        Assert.Throws<ArgumentNullException>(() => Key.RedactHost(null!));
    }

    /// <summary>Tokens are kept by people for years: they are what HMAC-SHA256 says, on every platform and in every version.</summary>
    [Fact]
    public void Tokens_are_the_same_for_ever()
    {
        Assert.Equal("urto6ph6fp3s6@example.com", Key.Redact("alice@example.com"));
        Assert.Equal("fde6:5735:d839:3fb7:7fc1:d7f7:f9b9:b022", Key.Redact("192.0.2.1"));
        Assert.Equal("hee2dvpn74hov.invalid", Key.RedactHost("client10.good.example"));
        Assert.Equal("urto6ph6fp3s6", Key.RedactUser("alice"));
    }

    [Theory]
    [InlineData("Alice@example.com", "alice@example.com")]
    [InlineData("\"alice\"@example.com", "alice@example.com")]
    [InlineData("\"al\\ice\"@example.com", "alice@example.com")]
    [InlineData("example.com-alice@example.com", "example.com-alice@example.com")]
    [InlineData("2001:DB8::1", "2001:db8:0:0:0:0:0:1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("[IPv6:2001:db8::1]", "[IPv6:2001:db8:0::1]")]
    public void Spellings_of_the_same_have_the_same_token(string one, string other) => Assert.Equal(Key.Redact(one), Key.Redact(other));

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("postmaster@example.com")]
    [InlineData("MAILER-DAEMON@mx.example.com")]
    [InlineData("double-bounce@mx.example.com")]
    [InlineData("#@[]")]
    [InlineData("@example.com")]
    [InlineData("/@x //@ '@ =@ \"@ %40")]
    [InlineData("127.0.0.1 and ::1")]
    [InlineData("5.7.1 at 10:00:00, 99.999.1.1 or 20261120.1.2.3.4")]
    [InlineData("/etc/mail/aliases /usr/lib/postfix/sbin/smtpd /var/spool/postfix/active/A1B2C3 text/plain //a /")]
    [InlineData("AA:BB:CC:DD:EE:FF:00:11:22:33")]
    [InlineData("Accept::RCPT::Rcpthosts std::bad_alloc")]
    public void What_names_nobody_stays(string text) => Assert.Equal(text, Key.Redact(text));

    [Theory]
    [InlineData("to=<alice@example.com>", "to=<{alice}@example.com>")]
    [InlineData("user=alice@example.com", "user={alice}@example.com")]
    [InlineData("'alice@example.com'", "'{alice}@example.com'")]
    [InlineData("delivered to file: /home/alice/Maildir/", "delivered to file: /home/{alice}/Maildir/")]
    [InlineData("cannot open /var/mail/alice.mbox: full", "cannot open /var/mail/{alice}.mbox: full")]
    [InlineData("(/var/spool/mail/alice)", "(/var/spool/mail/{alice})")]
    [InlineData("create maildir file /srv/vmail/example.com/alice/tmp/1.P2.mx: no", "create maildir file /srv/vmail/example.com/{alice}/tmp/1.P2.mx: no")]
    [InlineData("|/u/alice/.maildir/", "|/u/{alice}/.maildir/")]
    [InlineData("/home/vmail/example.com/alice/new", "/home/vmail/example.com/{alice}/new")]
    [InlineData("/var/mail/example.com/alice@example.com/x", "/var/mail/example.com/{alice}@example.com/x")]
    [InlineData("https://spf.example/?id=alice%40example.com", "https://spf.example/?id={alice}%40example.com")]
    [InlineData("said:_550_<alice@example.com>:_no/", "said:_550_<{alice}@example.com>:_no/")]
    [InlineData("<alice@example.com>: no <x> alice@example.com", "<{alice}@example.com>: no <x> {alice}@example.com")]
    [InlineData("<\"alice\"@example.com>", "<{alice}@example.com>")]
    public void Addresses_are_found_in_text(string text, string redacted) =>
        Assert.Equal(redacted.Replace("{alice}", Key.RedactUser("alice"), StringComparison.Ordinal), Key.Redact(text));

    [Fact]
    public void Bounce_addresses_hide_the_address_within()
    {
        string text = Key.Redact("list-return-17-bob=example.net@lists.example.org SRS0=Ab1=XY=example.net=bob@example.org");
        Assert.DoesNotContain("bob", text, StringComparison.Ordinal);
        Assert.DoesNotContain("example.net", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postfix/smtpd[1]: 4F1A2B3C4D: client=c1.example.net[192.0.2.7], sasl_method=PLAIN, sasl_username=alice", "c1.example.net", "192.0.2.7", "alice")]
    [InlineData("postfix/local[1]: 4F1A2B3C4D: to=<Alice>, relay=local, delay=0, delays=0/0/0/0, dsn=5.1.1, status=bounced (unknown user: \"alice\")", "lice")]
    [InlineData("postfix/smtpd[1]: NOQUEUE: reject: RCPT from c1.example.net[2001:db8::7]: 450 4.7.1 <c1.example.net>: Helo command rejected: Host not found; from=<bob@example.net> to=<alice@example.com> proto=ESMTP helo=<c1.example.net>", "c1.example.net", "2001:db8::7", "bob", "alice")]
    [InlineData("postfix/smtpd[1]: what is this: c1.example.net[192.0.2.7] user=alice helo=<c1.example.net> to <bob@example.com>", "c1.example", "192.0.2.7", "alice", "bob")]
    [InlineData("postfix/smtpd[1]: warning: hostname c1.example.net does not resolve to address 192.0.2.7", "c1.example", "192.0.2.7")]
    [InlineData("dovecot: imap(alice)<123><x>: Disconnected: Logged out in=1 out=2", "alice")]
    [InlineData("dovecot: auth: passwd-file(alice,192.0.2.7): unknown user", "alice", "192.0.2.7")]
    [InlineData("dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.8, mpid=1, TLS, session=<a/b>", "alice", "192.0.2.7", "192.0.2.8")]
    [InlineData("sshd[1]: Connection closed by 192.0.2.7 port 22, mail to alice@example.com", "192.0.2.7", "alice")]
    [InlineData("pmg-smtp-filter[1]: 381C4E5DFA31DF9E90F: mail-headers envelope-from=<bob@example.net> envelope-to=<alice@example.com> from=\"Bob Smith <bob@example.net>\" to=\"alice@example.com\" subject=\"for alice@example.com\"", "bob", "alice", "Smith")]
    [InlineData("qpsmtpd[1]: dispatching MAIL FROM:<bob@example.net>", "bob")]
    [InlineData("qpsmtpd[1]: dispatching EHLO c1.example.net", "c1.example")]
    [InlineData("qpsmtpd[1]: dispatching AUTH PLAIN AGFsaWNlAHNlY3JldA==", "alice", "AGFsaWNl", "secret")]
    public void Lines_name_nobody(string line, params string[] names)
    {
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(Head + line)), new MailLogOptions { Redaction = Key, KeepSecrets = true });
        Assert.True(reader.Read());
        foreach (string name in names)
            Assert.DoesNotContain(name, reader.Line.Bytes.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("postfix/smtp[1]: 4F1A2B3C4D: to=<a@dest.example>, relay=mx.dest.example[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.dest.example[192.0.2.9] said: 550 5.1.1 no)", "mx.dest.example[", "]:25", "host mx.dest.example[")]
    [InlineData("postfix/cleanup[1]: 4F1A2B3C4D: message-id=<alice.1@example.com>", "message-id=<alice.1@example.com>")]
    [InlineData("postfix/qmgr[1]: 4F1A2B3C4D: from=<user@example.com>, size=1, nrcpt=1 (queue active)", "4F1A2B3C4D: from=<u", "@example.com>, size=1, nrcpt=1 (queue active)")]
    [InlineData("postfix/local[1]: 4F1A2B3C4D: to=<sent@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=5.1.1, status=sent (delivered to mailbox)", "status=sent (delivered to mailbox)")]
    [InlineData("postfix/smtpd[1]: connect from unknown[192.0.2.1]", "connect from unknown[fd")]
    public void What_mails_are_followed_by_stays(string line, params string[] parts)
    {
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(Head + line)), new MailLogOptions { Redaction = Key });
        Assert.True(reader.Read());
        foreach (string part in parts)
            Assert.Contains(part, reader.Line.Bytes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_becomes_too_long_is_cut_and_marked()
    {
        string line = Head + "postfix/qmgr[1]: 4F1A2B3C4D: from=<" + string.Concat(Enumerable.Repeat("a@", 30_000)) + "x>, size=1, nrcpt=1 (queue active)\n" + Head + "x: " + string.Concat(Enumerable.Repeat("a@ ", 15_000)) + "\n" + Head + "y\n";
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(line)), new MailLogOptions { Redaction = Key });
        Assert.True(reader.Read());
        Assert.False(reader.Line.IsCut);
        Assert.True(reader.Read());
        Assert.True(reader.Line.IsCut);
        Assert.Equal(65_535, reader.Line.Bytes.Length);
        Assert.True(reader.Read());
        Assert.Equal(3, reader.Line.Number);
        Assert.Equal(line.Length, reader.Line.End.Offset);
    }

    /// <summary>However the input comes, the same lines; and whatever the bytes, all of them.</summary>
    [Fact]
    public void Pieces_threads_and_damage_change_nothing()
    {
        byte[] log = [.. LogFiles.Below("").SelectMany(LogFiles.Read)];
        var random = new Random(17);
        for (int i = 0; i < log.Length / 40; i++)
            log[random.Next(log.Length)] = (byte)" @<>[]:.=\"%a1\\\0\xff"[random.Next(16)];
        List<string> whole = Lines(new MemoryStream(log), 1), pieces = Lines(new ChunkStream(log, 50_000, random), 1), threads = Lines(new MemoryStream(log), 3);
        Assert.Equal(whole, pieces);
        Assert.Equal(whole, threads);
        using MailLogReader plain = MailLogReader.Open(new MemoryStream(log));
        int count = 0;
        while (plain.Read())
            count++;
        Assert.Equal(count, whole.Count);
    }

    private static List<string> Lines(Stream stream, int threads)
    {
        var lines = new List<string>();
        using MailLogReader reader = MailLogReader.Open(stream, new MailLogOptions { Redaction = Key, Year = 2026, TimeZone = TimeZoneInfo.Utc });
        reader.Threads = threads;
        while (reader.Read())
        {
            var fields = new StringBuilder(reader.Line.Bytes.ToString());
            foreach (LogField field in reader.Line.Fields)
                fields.Append('|').Append(field.Value.ToString());
            lines.Add(fields.ToString());
        }
        return lines;
    }
}
