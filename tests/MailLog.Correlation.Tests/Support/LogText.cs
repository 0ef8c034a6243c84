using System.Globalization;
using System.Text;

namespace MailLog.Correlation.Tests;

/// <summary>Writes a small log, a line a second. Names of methods are those of the programs; the rest are the usual lines of a mail's life.</summary>
internal sealed class LogText
{
    public const string Client = "a.example[192.0.2.1]";
    public const string Sender = "s@a.example";

    private readonly StringBuilder _text = new();
    private readonly string _host;
    private DateTime _time = new(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc);

    public LogText(string host = "mx") => _host = host;

    public byte[] Bytes => Encoding.UTF8.GetBytes(_text.ToString());

    public override string ToString() => _text.ToString();

    public LogText Later(int seconds)
    {
        _time = _time.AddSeconds(seconds);
        return this;
    }

    public LogText Line(string program, int pid, string text, string? host = null)
    {
        _text.Append(_time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)).Append("+00:00 ").Append(host ?? _host).Append(' ')
            .Append(program).Append('[').Append(pid).Append("]: ").Append(text).Append('\n');
        return Later(1);
    }

    public LogText Smtpd(string text, int pid = 10) => Line("postfix/smtpd", pid, text);

    public LogText Cleanup(string text, int pid = 20) => Line("postfix/cleanup", pid, text);

    public LogText Qmgr(string text) => Line("postfix/qmgr", 30, text);

    public LogText Pickup(string text) => Line("postfix/pickup", 35, text);

    public LogText Smtp(string text) => Line("postfix/smtp", 40, text);

    public LogText Local(string text) => Line("postfix/local", 50, text);

    public LogText Bounce(string text) => Line("postfix/bounce", 60, text);

    public LogText Postsuper(string text) => Line("postfix/postsuper", 70, text);

    public LogText Filter(string text) => Line("pmg-smtp-filter", 80, text);

    /// <summary>Lines of no mail: what makes a grace pass.</summary>
    public LogText Idle(int lines)
    {
        for (int i = 0; i < lines; i++)
            Line("cron", 1, "tick");
        return this;
    }

    public LogText Connect(string client = Client, int pid = 10) => Smtpd("connect from " + client, pid);

    public LogText Opened(string id, string client = Client, int pid = 10) => Smtpd($"{id}: client={client}", pid).Cleanup($"{id}: message-id=<{id}@a.example>");

    public LogText Disconnect(string counts, string client = Client, int pid = 10) => Smtpd($"disconnect from {client} {counts}", pid);

    public LogText Active(string id, int recipients = 1, string sender = Sender) => Qmgr($"{id}: from=<{sender}>, size=500, nrcpt={recipients} (queue active)");

    /// <summary>A whole session that hands in one mail.</summary>
    public LogText Received(string id, int recipients = 1, string sender = Sender)
        => Connect().Opened(id).Active(id, recipients, sender).Disconnect($"ehlo=1 mail=1 rcpt={recipients} data=1 quit=1 commands={4 + recipients - 1}");

    public LogText Attempt(string id, string recipient, string status, string response, string dsn, string relay = "mx.b.example[192.0.2.9]:25")
        => Smtp($"{id}: to=<{recipient}>, relay={relay}, delay=1, delays=0.1/0/0.4/0.5, dsn={dsn}, status={status} ({response})");

    public LogText Sent(string id, string recipient = "r@b.example", string response = "250 2.0.0 Ok: queued as FFFFFFFFFF") => Attempt(id, recipient, "sent", response, "2.0.0");

    public LogText Deferred(string id, string recipient = "r@b.example")
        => Attempt(id, recipient, "deferred", "host mx.b.example[192.0.2.9] said: 450 4.2.0 try later (in reply to RCPT TO command)", "4.2.0");

    public LogText Bounced(string id, string recipient = "r@b.example")
        => Attempt(id, recipient, "bounced", "host mx.b.example[192.0.2.9] said: 550 5.1.1 no such user (in reply to RCPT TO command)", "5.1.1");

    public LogText Removed(string id) => Qmgr(id + ": removed");

    public LogText Refused(string recipient, string sender = Sender, string client = Client, int pid = 10)
        => Smtpd($"NOQUEUE: reject: RCPT from {client}: 550 5.1.1 <{recipient}>: Recipient address rejected: User unknown; from=<{sender}> to=<{recipient}> proto=ESMTP helo=<a.example>", pid);
}
