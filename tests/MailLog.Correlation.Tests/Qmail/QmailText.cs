using System.Globalization;
using System.Text;

namespace MailLog.Correlation.Tests;

/// <summary>Writes a small log of qmail, a tenth of a second a line. Names of methods are what happens; each writes the usual lines.</summary>
internal sealed class QmailText
{
    public const string Client = "192.0.2.1";

    private readonly StringBuilder _text = new();
    private long _ticks = new DateTime(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc).Ticks;
    private int _delivery;

    public byte[] Bytes => Encoding.Latin1.GetBytes(_text.ToString());

    public QmailText Later(double seconds)
    {
        _ticks += (long)(seconds * TimeSpan.TicksPerSecond);
        return this;
    }

    public QmailText Line(string text)
    {
        long since = _ticks - DateTime.UnixEpoch.Ticks;
        _text.Append(CultureInfo.InvariantCulture, $"{since / TimeSpan.TicksPerSecond}.{since / 10 % 1_000_000:000000} {text}\n");
        return Later(0.1);
    }

    public QmailText Connect(int pid, string client = Client, int port = 4000)
        => Line($"tcpserver: pid {pid} from {client}").Line($"tcpserver: ok {pid} mx:192.0.2.25:25 :{client}::{port}");

    public QmailText Accept(int pid, string sender, string recipient, string client = Client, string helo = "c.example")
        => Line($"qmail-smtpd: pid {pid} Accept::RCPT::Rcpthosts_Rcptto P:ESMTP S:{client}:unknown H:{helo} F:{sender} T:{recipient}");

    public QmailText Smtpd(int pid, string text) => Line($"qmail-smtpd: pid {pid} {text}");

    public QmailText End(int pid, int status = 0) => Line($"tcpserver: end {pid} status {status}");

    public QmailText Queued(int message, int qp, string sender, int uid = 7791) => Line("new msg " + message).Line($"info msg {message}: bytes 500 from <{sender}> qp {qp} uid {uid}");

    public QmailText Start(int message, string recipient, string channel = "local", int? number = null)
    {
        _delivery = number ?? _delivery + 1;
        return Line($"starting delivery {_delivery}: msg {message} to {channel} {recipient}");
    }

    public QmailText Result(string result, string report = "did_1+0+0/", int? number = null) => Line($"delivery {number ?? _delivery}: {result}: {report}");

    public QmailText Leaves(int message) => Line("end msg " + message);

    /// <summary>A message with one recipient, delivered.</summary>
    public QmailText Delivered(int message, int qp, string sender, string recipient, int uid = 7791)
        => Queued(message, qp, sender, uid).Start(message, recipient).Result("success").Leaves(message);

    /// <summary>A whole session that hands in one message.</summary>
    public QmailText Received(int pid, int message, string sender, string recipient, int port = 4000)
        => Connect(pid, port: port).Accept(pid, sender, recipient).Delivered(message, pid + 1, sender, recipient).End(pid);
}
