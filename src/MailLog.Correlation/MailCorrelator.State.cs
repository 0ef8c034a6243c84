using MailLog.Parsing;

namespace MailLog.Correlation;

public sealed partial class MailCorrelator
{
    private const int Version = 6;

    private static ReadOnlySpan<byte> Mark => "MailLog state"u8;

    /// <summary>How far each source was fed: the place behind its last line, from where another run can go on (<see cref="MailLogOptions.StartAt"/>).</summary>
    public IReadOnlyDictionary<string, LogPosition> Positions
    {
        get
        {
            NotePosition();
            return _positions;
        }
    }

    /// <summary>Writes the mails and sessions that are open, so that another process can go on where this one stops: nothing twice, nothing lost.</summary>
    /// <param name="stream">Gets the state; it is not closed.</param>
    /// <remarks>
    /// The state holds what the log said of the open mails, so it deserves the protection of the log. Observers are not part of it, nor are open <see cref="Dialogues"/>. Feeding can go on after it was
    /// written.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The correlator is complete: nothing is open.</exception>
    public void SaveState(Stream stream)
    {
        if (stream is null)
            throw new ArgumentNullException(nameof(stream));
        if (_completed)
            throw new InvalidOperationException("The correlator is complete: there is nothing left to save.");
        using var writer = new StateWriter(stream, _mails.Open, _sessions.Open);
        writer.WriteMark(Mark);
        writer.Write(Version);
        writer.Write(_sequence);
        writer.Write(_ticks);
        _clock.Save(writer);
        writer.Write(Probes);
        writer.Write(_last.AsSpan(0, _lastLength));
        writer.Write(Positions.Count);
        foreach (KeyValuePair<string, LogPosition> position in Positions)
        {
            writer.Write(position.Key);
            writer.Write(position.Value);
        }
        _mails.Save(writer);
        _sessions.Save(writer);
        _postfix.Save(writer);
        Qmail.Save(writer);
        _qpsmtpd.Save(writer);
        writer.WriteSum();
    }

    /// <summary>A correlator that goes on where another stopped.</summary>
    /// <param name="stream">What <see cref="SaveState"/> wrote; it is not closed.</param>
    /// <param name="options">How to assemble; null for the default. They should be the ones of before.</param>
    /// <exception cref="InvalidDataException">This is no saved state, one of another version, or a damaged one; the message says which.</exception>
    public static MailCorrelator LoadState(Stream stream, CorrelatorOptions? options = null)
    {
        if (stream is null)
            throw new ArgumentNullException(nameof(stream));
        var correlator = new MailCorrelator(options);
        try
        {
            using var reader = new StateReader(stream);
            correlator.Load(reader);
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("This is not a whole saved state.", error);
        }
        return correlator;
    }

    private void NotePosition()
    {
        if (_source is not null)
            _positions[_source] = _position;
    }

    private void Load(StateReader reader)
    {
        if (!reader.ReadMark(Mark))
            throw new InvalidDataException("This is not a saved state.");
        int version = reader.ReadInt32();
        if (version != Version)
            throw new InvalidDataException("The saved state is of version " + version + "; this library reads version " + Version + ".");
        _sequence = reader.ReadInt64();
        _ticks = reader.ReadInt64();
        _clock.Load(reader);
        Probes = reader.ReadInt64();
        _last = reader.ReadBytes();
        _lastLength = _last.Length;
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            string source = reader.ReadString();
            _positions[source] = reader.ReadPosition();
        }
        _mails.Load(reader);
        _sessions.Load(reader);
        _postfix.Load(reader);
        Qmail.Load(reader);
        _qpsmtpd.Load(reader);
        if (!reader.ReadSum())
            throw new InvalidDataException("The saved state is damaged: it is not what was written.");
    }
}
