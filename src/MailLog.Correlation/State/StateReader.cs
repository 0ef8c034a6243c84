using System.Text;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Reads what <see cref="StateWriter"/> wrote. Damaged input ends in an <see cref="InvalidDataException"/>, whatever it holds.</summary>
internal sealed class StateReader : IDisposable
{
    private const int MaxCount = 100_000_000;

    /// <summary>A damaged length must not take memory for what is not there.</summary>
    private const int MaxPiece = 64 * 1024;

    private readonly CheckedStream _stream;
    private readonly BinaryReader _reader;

    public StateReader(Stream stream)
    {
        _stream = new CheckedStream(stream);
        _reader = new BinaryReader(_stream, Encoding.UTF8, leaveOpen: true);
    }

    public readonly List<OpenMail> Mails = [];
    public readonly List<MailNode> Nodes = [];
    public readonly List<Session> Sessions = [];

    public bool ReadBoolean() => _reader.ReadBoolean();

    public byte ReadByte() => _reader.ReadByte();

    public int ReadInt32() => _reader.ReadInt32();

    public long ReadInt64() => _reader.ReadInt64();

    public ulong ReadUInt64() => _reader.ReadUInt64();

    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>Whether these bytes come next.</summary>
    public bool ReadMark(ReadOnlySpan<byte> mark) => mark.SequenceEqual(_reader.ReadBytes(mark.Length));

    /// <summary>Whether all that was read is what was written.</summary>
    public bool ReadSum()
    {
        ulong sum = _stream.Sum;
        return _reader.ReadUInt64() == sum;
    }

    public int ReadCount()
    {
        int count = _reader.ReadInt32();
        return count is >= 0 and <= MaxCount ? count : throw new InvalidDataException("The saved state is damaged: a number in it makes no sense.");
    }

    public byte[]? ReadOptional()
    {
        bool isThere = ReadBoolean();
        byte[] bytes = ReadBytes();
        return isThere ? bytes : null;
    }

    public byte[] ReadBytes()
    {
        int length = ReadCount();
        byte[] bytes = new byte[Math.Min(length, MaxPiece)];
        for (int at = 0; at < length;)
        {
            if (at == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
            int read = _reader.Read(bytes, at, bytes.Length - at);
            at += read > 0 ? read : throw new EndOfStreamException();
        }
        return bytes;
    }

    public MailNode? ReadNode() => At(Nodes, _reader.ReadInt32());

    public OpenMail ReadMail() => At(Mails, _reader.ReadInt32()) ?? throw new InvalidDataException("The saved state is damaged: a mail is missing.");

    public Session? ReadSession() => At(Sessions, _reader.ReadInt32());

    public SessionKey ReadSessionKey() => new(ReadUInt64(), ReadUInt64(), ReadInt32());

    public IdKey ReadIdKey()
    {
        ulong host = ReadUInt64();
        return new IdKey(host, ReadBytes());
    }

    public LogPosition ReadPosition()
    {
        long offset = ReadInt64(), lines = ReadInt64();
        bool hasTime = ReadBoolean();
        long ticks = ReadInt64();
        int minutes = ReadInt32();
        return new LogPosition(offset, lines, hasTime ? new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(minutes)) : null);
    }

    public void Dispose() => _reader.Dispose();

    private static T? At<T>(List<T> items, int number)
        where T : class => number == -1 ? null : (uint)number < (uint)items.Count ? items[number] : throw new InvalidDataException("The saved state is damaged: it refers to what is not in it.");
}
