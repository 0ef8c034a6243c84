using System.Globalization;
using System.Text;

namespace MailLog.Correlation.Tests;

/// <summary>Writes a small log of qpsmtpd as logging/warn does; names of methods are what happens. Without a clock it is a log of stderr, with one that of multilog or a file.</summary>
internal sealed class QpsmtpdText(DateTime? clock = null)
{
    private readonly StringBuilder _text = new();
    private DateTime? _time = clock;

    public byte[] Bytes => Encoding.Latin1.GetBytes(_text.ToString());

    public QpsmtpdText Later(double seconds)
    {
        _time = _time?.AddSeconds(seconds);
        return this;
    }

    public QpsmtpdText Line(int pid, string text)
    {
        // The form of logging/file has a host and a time, but loses hook and plugin; tests with a clock do without them.
        if (_time is { } time)
            _text.Append(CultureInfo.InvariantCulture, $"{time:ddd MMM dd HH:mm:ss yyyy} mx[{pid}]: {text}\n");
        else
            _text.Append(CultureInfo.InvariantCulture, $"{pid} {text}\n");
        return this;
    }

    public QpsmtpdText Connect(int pid, string client = "192.0.2.1", string name = "c.example")
        => Line(pid, $"Accepted connection 0/15 from {client} / {name}").Line(pid, $"Connection from {name} [{client}]").Line(pid, "220 mx.example ESMTP qpsmtpd 0.94 ready");

    public QpsmtpdText Says(int pid, string command, string reply) => Line(pid, "dispatching " + command).Line(pid, reply);

    public QpsmtpdText Hello(int pid, string name = "c.example") => Says(pid, "EHLO " + name, "250-mx.example Hi").Line(pid, "250 8BITMIME");

    public QpsmtpdText Mail(int pid, string sender = "s@a.example") => Says(pid, $"MAIL FROM:<{sender}>", $"250 <{sender}>, sender OK - how exciting to get mail from you!");

    public QpsmtpdText Recipient(int pid, string recipient = "r@b.example") => Says(pid, $"RCPT TO:<{recipient}>", $"250 <{recipient}>, recipient ok");

    public QpsmtpdText Data(int pid, string reply) => Says(pid, "DATA", "354 go ahead").Line(pid, reply);

    public QpsmtpdText Transaction(int pid, string reply, string sender = "s@a.example", string recipient = "r@b.example") => Mail(pid, sender).Recipient(pid, recipient).Data(pid, reply);

    public QpsmtpdText Quit(int pid) => Says(pid, "QUIT", "221 mx.example closing connection.").Line(pid, "click, disconnecting");

    public QpsmtpdText Cleaned(int pid) => Line(1, "cleaning up after " + pid);

    /// <summary>A whole session that hands in one mail.</summary>
    public QpsmtpdText Received(int pid, string reply, string sender = "s@a.example", string recipient = "r@b.example")
        => Connect(pid).Hello(pid).Transaction(pid, reply, sender, recipient).Quit(pid).Cleaned(pid);
}
