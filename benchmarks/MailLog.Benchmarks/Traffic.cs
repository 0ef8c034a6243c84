using System.Globalization;
using System.Text;

namespace MailLog.Benchmarks;

/// <summary>
/// A log of its own making, the same for every run: sessions of one or two mails, refusals, local and remote deliveries, deferrals, bounces with their
/// notifications, interleaved as a busy host's are.
/// </summary>
internal sealed class Traffic
{
    private readonly Random _random = new(42);
    private readonly SortedList<long, string> _lines = [];
    private long _micros;
    private int _id;

    /// <summary>About so many lines.</summary>
    public static byte[] Make(int lines)
    {
        var traffic = new Traffic();
        while (traffic._lines.Count < lines)
            traffic.AddSession();
        var text = new StringBuilder(lines * 150);
        foreach ((long micros, string line) in traffic._lines)
        {
            DateTime time = new DateTime(2026, 11, 18).AddTicks(micros * 10);
            text.Append(time.ToString("MMM d HH:mm:ss", CultureInfo.InvariantCulture).Replace(" ", time.Day < 10 ? "  " : " ", StringComparison.Ordinal)).Append(" mx1 postfix/").Append(line).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void AddSession()
    {
        _micros += _random.Next(1, 60_000);
        long at = _micros;
        int pid = 2000 + _random.Next(60);
        string client = "mail" + _random.Next(500) + ".sender.example[192.0.2." + _random.Next(1, 255) + "]";
        Log(ref at, "smtpd", pid, "connect from " + client);
        if (_random.Next(3) == 0)
            Log(ref at, "smtpd", pid, $"NOQUEUE: reject: RCPT from {client}: 554 5.7.1 <nobody@dest.example>: Relay access denied; from=<{Sender()}> to=<nobody@dest.example> proto=ESMTP helo=<mail.sender.example>");
        int mails = _random.Next(1, 3);
        for (int i = 0; i < mails; i++)
            AddMail(ref at, pid, client);
        Log(ref at, "smtpd", pid, $"disconnect from {client} ehlo=1 mail={mails} rcpt={mails} data={mails} quit=1 commands={mails * 3 + 2}");
    }

    private void AddMail(ref long at, int pid, string client)
    {
        string id = Id(), sender = Sender();
        Log(ref at, "smtpd", pid, $"{id}: client={client}");
        Log(ref at, "cleanup", 3000 + pid % 7, $"{id}: message-id=<{id.ToLowerInvariant()}.{_random.Next()}@sender.example>");
        int recipients = _random.Next(1, 4);
        Log(ref at, "qmgr", 1187, $"{id}: from=<{sender}>, size={_random.Next(400, 90_000)}, nrcpt={recipients} (queue active)");
        long later = at + 100_000;
        for (int i = 0; i < recipients; i++)
            Deliver(ref later, id, "user" + _random.Next(900) + "@dest" + _random.Next(50) + ".example");
        Log(ref later, "qmgr", 1187, id + ": removed");
    }

    private void Deliver(ref long at, string id, string recipient)
    {
        string relay = "mx.dest.example[198.51.100." + _random.Next(1, 255) + "]:25";
        if (_random.Next(20) == 0)
        {
            Log(ref at, "smtp", 4000 + _random.Next(20), $"{id}: to=<{recipient}>, relay={relay}, delay=0.3, delays=0.05/0.01/0.1/0.14, dsn=4.7.1, status=deferred (host mx.dest.example[198.51.100.1] said: 450 4.7.1 <{recipient}>: Recipient address rejected: try again later (in reply to RCPT TO command))");
            at += 300_000_000;
        }
        Log(ref at, "smtp", 4000 + _random.Next(20), $"{id}: to=<{recipient}>, relay={relay}, delay=0.82, delays=0.05/0/0.05/0.72, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {_random.Next():X8}F1)");
    }

    private void Log(ref long at, string program, int pid, string message)
    {
        at += _random.Next(500, 30_000);
        while (!_lines.TryAdd(at, $"{program}[{pid}]: {message}"))
            at++;
    }

    private string Sender() => "alice" + _random.Next(2000) + "@sender.example";

    private string Id() => string.Create(CultureInfo.InvariantCulture, $"{_random.Next(0x10000, 0xF423F):X5}{0x100000 + _id++ % 0xFFFFFF:X6}");
}
