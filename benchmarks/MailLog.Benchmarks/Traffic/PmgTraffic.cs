using System.Globalization;

namespace MailLog.Benchmarks;

/// <summary>A gateway: most mails pass the filter after the queue, some before it; listed clients are stopped by postscreen, others greylisted.</summary>
internal sealed class PmgTraffic(LineWriter lines, int open, int seed) : PostfixTraffic(lines, open, seed)
{
    private const string Loopback = "localhost.localdomain[127.0.0.1]";
    private static readonly string[] s_tests =
        ["DKIM_SIGNED(0.1)", "DKIM_VALID(-0.1)", "HTML_MESSAGE(0.001)", "MAILING_LIST_MULTI(-1)", "RCVD_IN_DNSWL_HI(-5)", "SPF_HELO_NONE(0.001)", "SPF_PASS(-0.001)", "RDNS_NONE(1.274)", "AWL(0.270)", "BAYES_00(-1.9)"];

    private readonly ProcessPool _filter = new(600_000), _lmtp = new(400_000);

    protected override double Rate => 15;

    protected override IEnumerable<double> Connection() => Random.Next(100) switch
    {
        < 55 => AfterQueue(),
        < 75 => BeforeQueue(),
        < 85 => Listed(),
        < 95 => Greylisted(),
        _ => Noise(),
    };

    private IEnumerable<double> AfterQueue()
    {
        int pid = Smtpd.Take(), lmtp = _lmtp.Take();
        string client = Names.Client(), ip = client[(client.IndexOf('[') + 1)..^1], sender = Names.Remote(), messageId = Names.MessageId(), id = QueueId();
        string[] to = Names.Locals();
        int port = Random.Next(1024, 65_000), size = Names.Size();
        yield return Log("postfix/postscreen", 1180, $"CONNECT from [{ip}]:{port} to [192.0.2.68]:25");
        yield return Log("postfix/postscreen", 1180, $"PASS OLD [{ip}]:{port}");
        yield return Log("postfix/smtpd", pid, "connect from " + client);
        yield return Log("postfix/smtpd", pid, $"Anonymous TLS connection established from {client}: {Names.Tls}");
        if (Chance(0.4))
            yield return Log("pmgpolicy", 6064, "SPF says pass");
        yield return Log("postfix/smtpd", pid, $"{id}: client={client}");
        foreach (double wait in Accept(id, messageId, sender, to, size))
            yield return wait;
        yield return Log("postfix/smtpd", pid, $"disconnect from {client} ehlo=2 starttls=1 mail=1 rcpt={to.Length} data=1 quit=1 commands={6 + to.Length}");
        Smtpd.Return(pid);

        var run = new FilterRun(FilterId(), Fate());
        foreach (double wait in Filter(run, client, sender, to, messageId, size))
            yield return wait;
        foreach (string recipient in to)
            yield return Log("postfix/lmtp", lmtp, $"{id}: to=<{recipient}>, relay=127.0.0.1[127.0.0.1]:10024, delay=1.8, delays=0.06/0/0.05/1.7, "
                + (run.Fate == FilterFate.Block ? $"dsn=2.7.0, status=sent (250 2.7.0 BLOCKED ({run.Id}))" : $"dsn=2.5.0, status=sent (250 2.5.0 OK ({run.Id}))"));
        yield return Log("postfix/qmgr", 1187, id + ": removed");
        _lmtp.Return(lmtp);
    }

    private IEnumerable<double> BeforeQueue()
    {
        int pid = Smtpd.Take();
        string client = Names.Client(), sender = Names.Remote();
        string[] to = Names.Locals();
        yield return Log("postfix/smtpd", pid, "connect from " + client);
        yield return Log("postfix/smtpd", pid, "NOQUEUE: client=" + client);
        var run = new FilterRun(FilterId(), Fate());
        foreach (double wait in Filter(run, client, sender, to, Names.MessageId(), Names.Size()))
            yield return wait;
        yield return Log("postfix/smtpd", pid, (run.Fate == FilterFate.Block
            ? $"proxy-reject: END-OF-MESSAGE: 554 5.7.1 Rejected for policy reasons ({run.Id}); "
            : $"proxy-accept: END-OF-MESSAGE: 250 2.5.0 OK ({run.Id}); ") + $"from=<{sender}> to=<{to[0]}> proto=ESMTP helo=<{Names.Domain()}>");
        yield return Log("postfix/smtpd", pid, $"disconnect from {client} ehlo=1 mail=1 rcpt={to.Length} data=1 quit=1 commands={4 + to.Length}");
        Smtpd.Return(pid);
    }

    /// <summary>One run of the filter; what it lets through goes into the second queue.</summary>
    private IEnumerable<double> Filter(FilterRun run, string client, string sender, string[] to, string messageId, int size)
    {
        const string Program = "pmg-smtp-filter";
        int pid = _filter.Take();
        string id = run.Id;
        yield return Log(Program, pid, $"{id}: new mail message-id={messageId}#012");
        yield return 0.2 + Random.NextDouble();
        int first = Random.Next(s_tests.Length - 4);
        yield return Log(Program, pid, $"{id}: SA score={(run.Fate == FilterFate.Accept ? 0 : 7)}/5 time=1.183 bayes=0.00 autolearn=no autolearn_force=no hits={string.Join(',', s_tests, first, 4)}");
        if (run.Fate == FilterFate.Accept)
        {
            string second = QueueId();
            int inner = Smtpd.Take();
            yield return Log("postfix/smtpd", inner, "connect from " + Loopback);
            yield return Log("postfix/smtpd", inner, $"{second}: client={Loopback}, orig_client={client}");
            foreach (double wait in Accept(second, messageId, sender, to, size + 700))
                yield return wait;
            yield return Log("postfix/smtpd", inner, $"disconnect from {Loopback} ehlo=1 xforward=1 mail=1 rcpt={to.Length} data=1 commands={4 + to.Length}");
            Smtpd.Return(inner);
            foreach (string recipient in to)
                yield return Log(Program, pid, $"{id}: accept mail to <{recipient}> ({second}) (rule: default-accept)");
            Begin(Deliver(second, sender, to));
        }
        else
            foreach (string recipient in to)
                yield return Log(Program, pid, run.Fate == FilterFate.Block
                    ? $"{id}: block mail to <{recipient}> (rule: Block Spam (Level 10))"
                    : $"{id}: moved mail for <{recipient}> to spam quarantine - {FilterId()} (rule: Quarantine/Mark Spam (Level 3))");
        yield return Log(Program, pid, $"{id}: processing time: 1.2{Random.Next(10, 99)} seconds (1.183, 0.021, 0)");
        _filter.Return(pid);
    }

    private IEnumerable<double> Listed()
    {
        string ip = Names.Ip(), peer = $"[{ip}]:{Random.Next(1024, 65_000)}";
        yield return Log("postfix/postscreen", 1180, $"CONNECT from {peer} to [192.0.2.68]:25");
        yield return Log("postfix/dnsblog", 7000 + Random.Next(50), $"addr {ip} listed by domain zen.spamhaus.org as 127.0.0.{Random.Next(2, 12)}");
        yield return Log("postfix/postscreen", 1180, $"DNSBL rank 3 for {peer}");
        yield return Log("postfix/postscreen", 1180, $"NOQUEUE: reject: RCPT from {peer}: 550 5.7.1 Service unavailable; client [{ip}] blocked using zen.spamhaus.org; from=<{Names.Remote()}>, to=<{Names.Local()}>, proto=ESMTP, helo=<{Names.Domain()}>");
        yield return Log("postfix/postscreen", 1180, "DISCONNECT " + peer);
    }

    private IEnumerable<double> Greylisted()
    {
        int pid = Smtpd.Take();
        string client = Names.Client();
        yield return Log("postfix/smtpd", pid, "connect from " + client);
        yield return Log("pmgpolicy", 6065, "defer greylisted mail");
        foreach (double wait in Refuse(pid, client))
            yield return wait;
        Smtpd.Return(pid);
    }

    private IEnumerable<double> Noise()
    {
        yield return Log("systemd", 1, $"Started session-{Random.Next(1000)}.scope - Session {Random.Next(1000)} of User root.");
        yield return Log("pmgpolicy", 6064, "starting policy database maintenance (greylist, rbl)");
        yield return Log("pmgpolicy", 6064, $"end policy database maintenance ({Random.Next(5, 30)} ms, {Random.Next(3)} ms)");
    }

    private FilterFate Fate() => Chance(0.75) ? FilterFate.Accept : Chance(0.5) ? FilterFate.Block : FilterFate.Quarantine;

    /// <summary>The number of a file, seconds, microseconds.</summary>
    private string FilterId() => string.Create(CultureInfo.InvariantCulture, $"{0x38000 + NextId() % 0x80000:X5}{Now / 1_000_000:X8}{Now % 1_000_000:X5}");

    private enum FilterFate
    {
        Accept,
        Block,
        Quarantine,
    }

    private readonly record struct FilterRun(string Id, FilterFate Fate);
}
