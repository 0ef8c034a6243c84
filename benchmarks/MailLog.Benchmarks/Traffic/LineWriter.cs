using System.Globalization;
using System.Text;

namespace MailLog.Benchmarks;

/// <summary>Frames lines and writes them to a stream; the part of a stamp that stays for a second is made once.</summary>
internal sealed class LineWriter(Stream output, TrafficFraming framing, string host)
{
    /// <summary>A TAI64 label is ahead of UTC by this, as multilog writes it.</summary>
    private const long TaiOffset = 10;

    private readonly byte[] _buffer = new byte[1 << 20];
    private int _length;
    private long _second = -1;
    private string _stamp = "";

    public long Lines { get; private set; }

    public long Bytes { get; private set; }

    /// <param name="micros">Microseconds since 1970.</param>
    /// <param name="program">The tag; TAI64N lines have none.</param>
    /// <param name="pid">0: the tag has none.</param>
    /// <param name="message">ASCII.</param>
    public void Write(long micros, string program, int pid, string message)
    {
        (long second, long fraction) = Math.DivRem(micros, 1_000_000);
        if (second != _second)
        {
            _second = second;
            _stamp = StampOf(second);
        }
        if (_length > _buffer.Length - message.Length - 256)
            Flush();
        int before = _length;
        Add(_stamp);
        if (framing is TrafficFraming.Rfc3339 or TrafficFraming.Rfc5424)
            Add(fraction, "D6");
        else if (framing == TrafficFraming.Tai64n)
            Add(fraction * 1000, "x8");
        AddTag(program, pid);
        Add(message);
        _buffer[_length++] = (byte)'\n';
        Lines++;
        Bytes += _length - before;
    }

    public void Flush()
    {
        output.Write(_buffer, 0, _length);
        _length = 0;
    }

    private string StampOf(long second)
    {
        DateTime time = DateTime.UnixEpoch.AddSeconds(second);
        return framing switch
        {
            TrafficFraming.Rfc3164 => string.Create(CultureInfo.InvariantCulture, $"{time:MMM} {time.Day,2} {time:HH:mm:ss} {host} "),
            TrafficFraming.Tai64n => string.Create(CultureInfo.InvariantCulture, $"@{(1L << 62) + second + TaiOffset:x16}"),
            _ => (framing == TrafficFraming.Rfc5424 ? "<22>1 " : "") + time.ToString("yyyy-MM-ddTHH:mm:ss.", CultureInfo.InvariantCulture),
        };
    }

    private void AddTag(string program, int pid)
    {
        if (framing == TrafficFraming.Tai64n)
        {
            Add(" ");
            return;
        }
        if (framing != TrafficFraming.Rfc3164)
        {
            Add("+00:00 ");
            Add(host);
            Add(" ");
        }
        Add(program);
        bool isRfc5424 = framing == TrafficFraming.Rfc5424;
        if (pid > 0)
        {
            Add(isRfc5424 ? " " : "[");
            Add(pid, "D");
            Add(isRfc5424 ? " - -  " : "]: ");
        }
        else
            Add(isRfc5424 ? " - - -  " : ": ");
    }

    private void Add(string text) => _length += Encoding.ASCII.GetBytes(text, _buffer.AsSpan(_length));

    private void Add(long number, string format)
    {
        number.TryFormat(_buffer.AsSpan(_length), out int written, format, CultureInfo.InvariantCulture);
        _length += written;
    }
}
