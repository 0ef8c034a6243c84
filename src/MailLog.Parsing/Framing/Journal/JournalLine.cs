using System.Buffers.Text;

namespace MailLog.Parsing;

/// <summary>What of a journal's record makes a line of syslog: <c>2026-11-20T10:00:00.123456+00:00 host identifier[pid]: message</c>.</summary>
/// <remarks>Source: systemd.journal-fields(7). Whoever logs chooses message and identifier, so what would make two lines or another header of them is replaced.</remarks>
internal sealed class JournalLine
{
    /// <summary>A line of the log may have half of it; what is longer than that is cut there, and marked.</summary>
    private const int MaxMessage = 128 * 1024;

    private readonly ByteBuffer _message = new(), _host = new(), _identifier = new(), _command = new(), _syslogPid = new(), _pid = new(), _time = new();

    /// <summary>The lines.</summary>
    public ByteBuffer Output { get; } = new();

    /// <summary>Where a field's value goes; null: the field is not needed.</summary>
    public ByteBuffer? Find(ReadOnlySpan<byte> field) => field.SequenceEqual("MESSAGE"u8) ? _message
        : field.SequenceEqual("__REALTIME_TIMESTAMP"u8) ? _time
        : field.SequenceEqual("_HOSTNAME"u8) ? _host
        : field.SequenceEqual("SYSLOG_IDENTIFIER"u8) ? _identifier
        : field.SequenceEqual("_COMM"u8) ? _command
        : field.SequenceEqual("SYSLOG_PID"u8) ? _syslogPid
        : field.SequenceEqual("_PID"u8) ? _pid : null;

    /// <summary>A record begins.</summary>
    public void Clear()
    {
        _message.Clear();
        _host.Clear();
        _identifier.Clear();
        _command.Clear();
        _syslogPid.Clear();
        _pid.Clear();
        _time.Clear();
    }

    /// <summary>The record is whole.</summary>
    /// <returns>False: it has no time, so it is none of a journal.</returns>
    public bool TryWrite()
    {
        if (!Utf8.TryParseNumber(_time.Written, out long microseconds) || microseconds > (DateTime.MaxValue.Ticks - Epoch) / 10)
            return false;
        // 2026-11-20T10:00:00.1234560Z: the last digit is none of the journal's.
        Utf8Formatter.TryFormat(new DateTime(Epoch + microseconds * 10, DateTimeKind.Utc), Output.Room(28), out _, 'O');
        Output.Cut(Output.Length - 2);
        Output.Add("+00:00 "u8);
        if (_host.Length > 0)
        {
            AddWord(_host.Written);
            Output.Add((byte)' ');
        }
        AddWord(_identifier.Length > 0 ? _identifier.Written : _command.Length > 0 ? _command.Written : "unknown"u8);
        ReadOnlySpan<byte> pid = _syslogPid.Length > 0 ? _syslogPid.Written : _pid.Written;
        if (pid.Length > 0 && Digits.Count(pid) == pid.Length)
        {
            Output.Add((byte)'[');
            Output.Add(pid);
            Output.Add((byte)']');
        }
        Output.Add(": "u8);
        AddMessage(_message.Written);
        Output.Add((byte)'\n');
        return true;
    }

    /// <summary>The record is whole and has no time, as there is none in a journal: it is a line without header.</summary>
    public void WriteMessage()
    {
        AddMessage(_message.Written);
        Output.Add((byte)'\n');
    }

    private static long Epoch => new DateTime(1970, 1, 1).Ticks;

    private void AddWord(ReadOnlySpan<byte> word)
    {
        foreach (byte b in word)
            Output.Add(b <= ' ' ? (byte)'_' : b);
    }

    /// <summary>As rsyslog writes a line feed within a message.</summary>
    private void AddMessage(ReadOnlySpan<byte> message)
    {
        message = message.Slice(0, Math.Min(message.Length, MaxMessage));
        while (message.Length > 0 && message[message.Length - 1] == '\n')
            message = message.Slice(0, message.Length - 1);
        while (message.IndexOf((byte)'\n') is int end && end >= 0)
        {
            Output.Add(message.Slice(0, end));
            Output.Add("#012"u8);
            message = message.Slice(end + 1);
        }
        Output.Add(message);
    }
}
