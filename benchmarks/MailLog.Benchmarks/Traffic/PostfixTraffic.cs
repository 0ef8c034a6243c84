using System.Globalization;

namespace MailLog.Benchmarks;

/// <summary>Sessions of one or two mails, refusals, deliveries, deferrals, bounces with their notifications, and a little of other programs.</summary>
internal class PostfixTraffic(LineWriter lines, int open, int seed) : Traffic(lines, open, seed)
{
    private const int Qmgr = 1187;

    private readonly ProcessPool _smtp = new(500_000);

    protected ProcessPool Smtpd { get; } = new(20_000);

    protected ProcessPool Cleanup { get; } = new(300_000);

    protected override double Rate => 20;

    protected override IEnumerable<double> Connection()
    {
        if (Chance(0.05))
        {
            yield return Log("CRON", NextPid(), "(root) CMD (test -x /usr/sbin/anacron || run-parts /etc/cron.hourly)");
            yield break;
        }
        int pid = Smtpd.Take();
        string client = Names.Client();
        yield return Log("postfix/smtpd", pid, "connect from " + client);
        if (Chance(0.6))
            yield return Log("postfix/smtpd", pid, $"Anonymous TLS connection established from {client}: {Names.Tls}");
        if (Chance(0.25))
        {
            foreach (double wait in Refuse(pid, client))
                yield return wait;
        }
        else
        {
            int mails = Chance(0.15) ? 2 : 1, recipients = 0;
            for (int i = 0; i < mails; i++)
            {
                string[] to = Names.Locals();
                recipients += to.Length;
                string id = QueueId(), sender = Names.Remote();
                yield return Log("postfix/smtpd", pid, $"{id}: client={client}");
                foreach (double wait in Accept(id, Names.MessageId(), sender, to, Names.Size()))
                    yield return wait;
                Begin(Deliver(id, sender, to));
            }
            yield return Log("postfix/smtpd", pid, $"disconnect from {client} ehlo=1 mail={mails} rcpt={recipients} data={mails} quit=1 commands={2 * mails + recipients + 2}");
        }
        Smtpd.Return(pid);
    }

    /// <summary>A recipient is refused, and the client leaves.</summary>
    protected IEnumerable<double> Refuse(int pid, string client)
    {
        string to = Names.Local(), envelope = $"from=<{Names.Remote()}> to=<{to}> proto=ESMTP helo=<{Names.Domain()}>";
        yield return Log("postfix/smtpd", pid, Random.Next(3) switch
        {
            0 => $"NOQUEUE: reject: RCPT from {client}: 450 4.7.1 <{to}>: Recipient address rejected: Service is unavailable (try later); {envelope}",
            1 => $"NOQUEUE: reject: RCPT from {client}: 550 5.1.1 <{to}>: Recipient address rejected: User unknown in local recipient table; {envelope}",
            _ => $"NOQUEUE: reject: RCPT from {client}: 554 5.7.1 Service unavailable; Client host [{client.AsSpan(client.IndexOf('[') + 1)} blocked using zen.spamhaus.org; {envelope}",
        });
        yield return Log("postfix/smtpd", pid, $"disconnect from {client} ehlo=1 mail=1 rcpt=0/1 data=0/1 quit=1 commands=3/5");
    }

    /// <summary>The lines of a mail from cleanup until it is active.</summary>
    protected IEnumerable<double> Accept(string id, string messageId, string sender, string[] to, int size)
    {
        int cleanup = Cleanup.Take();
        yield return Log("postfix/cleanup", cleanup, $"{id}: message-id={messageId}");
        Cleanup.Return(cleanup);
        yield return Log("postfix/qmgr", Qmgr, $"{id}: from=<{sender}>, size={size}, nrcpt={to.Length} (queue active)");
    }

    /// <summary>From the queue to where the recipients are; some wait there twice, some come back.</summary>
    protected IEnumerable<double> Deliver(string id, string sender, string[] to)
    {
        yield return Queued;
        string relay = Names.Relay(to[0]);
        if (Chance(0.04))
        {
            foreach (string recipient in to)
                yield return Attempt(id, recipient, relay, "4.7.1", $"deferred (host {relay.AsSpan(0, relay.Length - 3)} said: 450 4.7.1 <{recipient}>: Recipient address rejected: try again later (in reply to RCPT TO command))");
            yield return Queued;
            yield return Log("postfix/qmgr", Qmgr, $"{id}: from=<{sender}>, size={Names.Size()}, nrcpt={to.Length} (queue active)");
        }
        if (Chance(0.5))
        {
            int smtp = _smtp.Take();
            yield return Log("postfix/smtp", smtp, $"Trusted TLS connection established to {relay}: {Names.Tls}");
            _smtp.Return(smtp);
        }
        bool bounces = sender.Length > 0 && Chance(0.03);
        foreach (string recipient in to)
            yield return bounces
                ? Attempt(id, recipient, relay, "5.1.1", $"bounced (host {relay.AsSpan(0, relay.Length - 3)} said: 550 5.1.1 <{recipient}>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command))")
                : Attempt(id, recipient, relay, "2.0.0", $"sent (250 2.0.0 Ok: queued as {QueueId()})");
        if (bounces)
        {
            string notification = QueueId();
            foreach (double wait in Accept(notification, $"<20261118.{notification}@mx1.example>", "", [sender], 3000))
                yield return wait;
            yield return Log("postfix/bounce", 26467, $"{id}: sender non-delivery notification: {notification}");
            Begin(Deliver(notification, "", [sender]));
        }
        yield return Log("postfix/qmgr", Qmgr, id + ": removed");
    }

    /// <summary>A short one: microseconds and the number of the file.</summary>
    protected string QueueId() => string.Create(CultureInfo.InvariantCulture, $"{Now % 1_000_000:X5}{0x100000 + NextId() % 0xEFFFFF:X6}");

    protected int NextPid() => 1000 + NextId() % 30_000;

    private double Attempt(string id, string recipient, string relay, string dsn, string status)
    {
        int smtp = _smtp.Take();
        int delay = Random.Next(10, 99);
        double moment = Log("postfix/smtp", smtp, $"{id}: to=<{recipient}>, relay={relay}, delay=1.{delay % 10}, delays=0.{delay}/0.01/0.05/0.{delay}, dsn={dsn}, status={status}");
        _smtp.Return(smtp);
        return moment;
    }
}
