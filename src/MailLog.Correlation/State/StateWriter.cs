using System.Text;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Writes what is open in a correlator: every object once, and references as numbers within the state.</summary>
internal sealed class StateWriter : IDisposable
{
    private readonly CheckedStream _stream;
    private readonly BinaryWriter _writer;
    private readonly Dictionary<MailNode, int> _nodes = [];
    private readonly Dictionary<OpenMail, int> _mails = [];
    private readonly Dictionary<Session, int> _sessions = [];

    public StateWriter(Stream stream, IEnumerable<OpenMail> mails, IEnumerable<Session> sessions)
    {
        _stream = new CheckedStream(stream);
        _writer = new BinaryWriter(_stream, Encoding.UTF8, leaveOpen: true);
        foreach (OpenMail mail in mails)
        {
            _mails.Add(mail, _mails.Count);
            foreach (MailNode node in mail.Nodes)
                _nodes.Add(node, _nodes.Count);
        }
        foreach (Session session in sessions)
            _sessions.Add(session, _sessions.Count);
    }

    public void Write(bool value) => _writer.Write(value);

    public void Write(byte value) => _writer.Write(value);

    public void Write(int value) => _writer.Write(value);

    public void Write(long value) => _writer.Write(value);

    public void Write(ulong value) => _writer.Write(value);

    public void Write(string value) => Write(Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes without their length.</summary>
    public void WriteMark(ReadOnlySpan<byte> mark) => _writer.Write(mark.ToArray());

    /// <summary>The sum of all that was written, by which damage is found.</summary>
    public void WriteSum()
    {
        _writer.Flush();
        _writer.Write(_stream.Sum);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _writer.Write(bytes.Length);
        _writer.Write(bytes.ToArray());
    }

    /// <summary>Bytes that may be missing.</summary>
    public void WriteOptional(byte[]? bytes)
    {
        Write(bytes is not null);
        Write(bytes ?? []);
    }

    /// <summary>A reference; one to a node whose mail is gone is none.</summary>
    public void Write(MailNode? node) => _writer.Write(node is not null && _nodes.TryGetValue(node, out int number) ? number : -1);

    public void Write(OpenMail mail) => _writer.Write(_mails[mail]);

    public void Write(Session? session) => _writer.Write(session is not null && _sessions.TryGetValue(session, out int number) ? number : -1);

    public void Write(SessionKey key)
    {
        Write(key.Host);
        Write(key.Program);
        Write(key.ProcessId);
    }

    public void Write(IdKey key)
    {
        Write(key.Host);
        Write(key.Id);
    }

    public void Write(LogPosition position)
    {
        Write(position.Offset);
        Write(position.Lines);
        Write(position.Time is not null);
        Write(position.Time?.UtcTicks ?? 0);
        Write((int)(position.Time?.Offset.TotalMinutes ?? 0));
    }

    public void Dispose() => _writer.Dispose();
}
