using System.Globalization;
using System.Text;

namespace MailLog.Correlation.Tests;

/// <summary>
/// A busy host: mails of every kind, each handed in by a client of its own, whose lines stand between those of others. Ids and times are those of a host
/// with one mail a second.
/// </summary>
internal static class Traffic
{
    private static readonly DateTime Start = new(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc);

    public static List<byte[]> Lines(int mails, int seed, bool withRefusedRecipients = true)
    {
        var random = new Random(seed);
        var lines = new List<(double At, string Text)>();
        for (int i = 0; i < mails; i++)
            AddMail(lines, i, random, withRefusedRecipients);
        return [.. lines.OrderBy(l => l.At).Select(l => Encoding.UTF8.GetBytes(l.Text))];
    }

    /// <summary>Every line moves at most so many places.</summary>
    public static List<byte[]> Shuffle(List<byte[]> lines, int width, int seed)
    {
        var random = new Random(seed);
        return [.. lines.Select((line, i) => (Place: i + random.NextDouble() * width, line)).OrderBy(l => l.Place).Select(l => l.line)];
    }

    private static void AddMail(List<(double At, string Text)> lines, int i, Random random, bool withRefusedRecipients)
    {
        double at = i;
        int smtpd = 1000 + i % 50, cleanup = 2000 + i % 30;
        string client = $"c{i}.example[198.51.{i / 250}.{i % 250}]", id = Id(i, 1), second = Id(i, 2), sender = $"s{i}@a.example";
        string[] recipients = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(r => $"r{r}.{i}@b.example")];
        string envelope = $"from=<{sender}> to=<{recipients[0]}> proto=ESMTP helo=<c{i}>";
        int kind = random.Next(8);
        Log("smtpd", smtpd, "connect from " + client);
        if (kind == 0 || (kind == 1 && withRefusedRecipients))
            Log("smtpd", smtpd, $"NOQUEUE: reject: RCPT from {client}: 550 5.1.1 <x{i}@b.example>: Recipient address rejected: User unknown; from=<{sender}> to=<x{i}@b.example> proto=ESMTP helo=<c{i}>");
        if (kind == 0)
        {
            Log("smtpd", smtpd, $"disconnect from {client} ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4");
            return;
        }
        Log("smtpd", smtpd, $"{id}: client={client}");
        Log("cleanup", cleanup, $"{id}: message-id=<{i}@a.example>");
        if (kind == 2)
        {
            Log("cleanup", cleanup, $"{id}: milter-reject: END-OF-MESSAGE from {client}: 5.7.1 spam; {envelope}");
            Log("smtpd", smtpd, $"disconnect from {client} ehlo=1 mail=1 rcpt={recipients.Length} data=0/1 quit=1 commands=4/5");
            return;
        }
        Active(id, sender, recipients.Length);
        Log("smtpd", smtpd, $"disconnect from {client} ehlo=1 mail=1 rcpt={recipients.Length} data=1 quit=1 commands=5");
        if (kind == 3)
        {
            const string Inner = "localhost[127.0.0.1]";
            Log("reinject/smtpd", 3000 + i, "connect from " + Inner);
            Log("reinject/smtpd", 3000 + i, $"{second}: client={Inner}, orig_queue_id={id}, orig_client={client}");
            Log("cleanup", cleanup, $"{second}: message-id=<{i}@a.example>");
            Active(second, sender, recipients.Length);
            Log("reinject/smtpd", 3000 + i, $"disconnect from {Inner} ehlo=1 mail=1 rcpt={recipients.Length} data=1 quit=1 commands=5");
            foreach (string recipient in recipients)
                Attempt(id, recipient, "sent", $"250 2.0.0 Ok: queued as {second}", "2.0.0");
            Log("qmgr", 4, id + ": removed");
            id = second;
        }
        if (kind == 4)
        {
            foreach (string recipient in recipients)
                Attempt(id, recipient, "deferred", "connect to mx[192.0.2.9]:25: Connection timed out", "4.4.1");
            at += 100;
            Active(id, sender, recipients.Length);
        }
        for (int r = 0; r < recipients.Length; r++)
            if (kind == 5 && r == 0)
                Attempt(id, recipients[r], "bounced", "host mx[192.0.2.9] said: 550 5.1.1 no such user (in reply to RCPT TO command)", "5.1.1");
            else
                Attempt(id, recipients[r], "sent", $"250 2.0.0 Ok {i}.{r}", "2.0.0");
        if (kind == 5)
        {
            Log("cleanup", cleanup, $"{second}: message-id=<n{i}@mx>");
            Log("bounce", 5, $"{id}: sender non-delivery notification: {second}");
            Active(second, "", 1);
            Attempt(second, sender, "sent", "250 2.0.0 Ok", "2.0.0");
            Log("qmgr", 4, second + ": removed");
        }
        Log("qmgr", 4, id + ": removed");

        void Log(string program, int pid, string text)
        {
            lines.Add((at, Start.AddSeconds(at).ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + $"+00:00 mx postfix/{program}[{pid}]: {text}"));
            at += random.NextDouble();
        }

        void Active(string queueId, string from, int count) => Log("qmgr", 4, $"{queueId}: from=<{from}>, size={500 + i}, nrcpt={count} (queue active)");

        void Attempt(string queueId, string to, string status, string response, string dsn)
            => Log("smtp", 6, $"{queueId}: to=<{to}>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn={dsn}, status={status} ({response})");
    }

    private static string Id(int mail, int hop) => (0xA000000000 + (long)mail * 16 + hop).ToString("X10", CultureInfo.InvariantCulture);
}
