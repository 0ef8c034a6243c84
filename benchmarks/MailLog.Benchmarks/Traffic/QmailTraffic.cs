using System.Globalization;

namespace MailLog.Benchmarks;

/// <summary>Connections of tcpserver with the decisions of s/qmail's smtpd, messages of qmail-send with their deliveries, deferrals and bounces.</summary>
internal sealed class QmailTraffic(LineWriter lines, int open, int seed, bool throughSplogger) : Traffic(lines, open, seed)
{
    private readonly ProcessPool _messages = new(11_878_400);
    private int _pid = 1770, _connections, _deliveries, _local, _remote;

    protected override double Rate => 20;

    protected override IEnumerable<double> Connection()
    {
        int pid = NextPid();
        string ip = Names.Ip(), name = Names.Domain(), sender = Names.Remote(), end = $"P:ESMTP S:{ip}:{name} H:{name} F:{sender} T:";
        _connections++;
        yield return Smtpd($"tcpserver: status: {_connections}/400");
        yield return Smtpd($"tcpserver: pid {pid} from {ip}");
        yield return Smtpd($"tcpserver: ok {pid} mx1.example.com:192.0.2.25:25 {name}:{ip}::{Random.Next(1024, 65_000)}");
        if (Chance(0.2))
            yield return Smtpd($"qmail-smtpd: pid {pid} Reject::RCPT::Failed_Rcptto {end}{Names.Local()}");
        else
        {
            string[] to = Names.Locals();
            foreach (string recipient in to)
                yield return Smtpd($"qmail-smtpd: pid {pid} Accept::RCPT::Rcpthosts_Rcptto {end}{recipient}");
            Begin(Message(sender, to));
            yield return 0.2;
        }
        yield return Smtpd($"tcpserver: end {pid} status 0");
        _connections--;
        yield return Smtpd($"tcpserver: status: {_connections}/400");
    }

    private IEnumerable<double> Message(string sender, string[] to)
    {
        int message = _messages.Take(), qp = NextPid();
        yield return Send($"new msg {message}");
        yield return Send($"info msg {message}: bytes {Names.Size()} from <{sender}> qp {qp} uid 985");
        yield return Queued;
        bool isLocal = Chance(0.6), bounces = sender.Length > 0 && Chance(0.05), deferred = Chance(0.05);
        for (int i = 0; i < to.Length; i++)
        {
            int number = ++_deliveries;
            yield return Send($"starting delivery {number}: msg {message} to {(isLocal ? "local" : "remote")} {to[i]}");
            yield return Status(isLocal, 1);
            yield return Send($"delivery {number}: " + Report(to[i], isLocal, bounces, deferred));
            yield return Status(isLocal, -1);
            if (deferred)
            {
                deferred = false;
                i--;
                yield return Queued;
            }
        }
        if (bounces)
        {
            yield return Send($"bounce msg {message} qp {NextPid()}");
            Begin(Message("", [sender]));
        }
        yield return Send($"end msg {message}");
        _messages.Return(message);
    }

    private string Report(string recipient, bool isLocal, bool bounces, bool deferred)
    {
        string relay = Names.Ip();
        return deferred ? $"deferral: {relay}_failed_after_I_sent_the_message./Remote_host_said:_451_4.3.0_try_later/"
            : bounces ? $"failure: {relay}_does_not_like_recipient./Remote_host_said:_550_5.1.1_<{recipient}>:_no_such_user:_here/Giving_up_on_{relay}./"
            : isLocal ? "success: did_1+0+0/"
            : $"success: {relay}_accepted_message./Remote_host_said:_250_2.0.0_Ok:_queued_as_{Random.NextInt64(1L << 40):X10}/";
    }

    private double Status(bool isLocal, int change)
    {
        if (isLocal)
            _local += change;
        else
            _remote += change;
        return Send($"status: local {_local}/120 remote {_remote}/255");
    }

    private double Send(string message) => LogAs("qmail", message);

    private double Smtpd(string message) => LogAs("smtpd", message);

    private double LogAs(string tag, string message) => Log(tag, 0, throughSplogger
        ? string.Create(CultureInfo.InvariantCulture, $"{Now / 1_000_000}.{Now % 1_000_000:D6} {message}")
        : message);

    private int NextPid() => _pid = _pid % 4_000_000 + 1;
}
