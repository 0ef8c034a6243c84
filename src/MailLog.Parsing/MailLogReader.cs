using System.Buffers;

namespace MailLog.Parsing;

/// <summary>Reads a log line by line, each as a typed event, without allocating per line.</summary>
/// <remarks>
/// <para>What it hands out is borrowed: <see cref="Line"/>, every view of it, and every text and span taken from those are valid until the next
/// <see cref="Read"/> or <see cref="ReadAsync"/>. Keep a line with <see cref="LogLine.ToOwned"/>. A line or view used too late throws; a text or span that
/// was already taken from it cannot know, and may show other bytes.</para>
/// <para>Whatever the bytes, reading does not throw because of them and loses no line: a form that is not known is <see cref="EventKind.Unknown"/>, another
/// program's line is <see cref="EventKind.Foreign"/>. Exceptions are for input and output, and for misuse. Gzip input is recognised by its content.</para>
/// <para>While the lines of one block (256 KiB) are looked at, <see cref="Read"/> has the next one read and parsed on another thread, or on several where there are more than two cores, so a stream that was given to the reader is
/// the reader's alone. Not safe for several threads at once.</para>
/// </remarks>
public sealed partial class MailLogReader : IDisposable, IAsyncDisposable
{
    private readonly BlockReader _blocks;
    private readonly ReaderMetrics? _metrics;
    private LogBlock _block;
    private int _index = -1;

    private MailLogReader(Stream stream, string source, MailLogOptions options, StampTemplate? stamps, DateTimeOffset? lastWrite)
    {
        LogPosition start = options.StartAt ?? default;
        var resolver = new TimeResolver(options.Year, options.TimeZone, options.LastWriteTime ?? lastWrite, options.TimeProvider, options.TaiOffset);
        if (start.Time is { } time)
            resolver.GoOnFrom(time);
        var parser = new BlockParser(resolver, options.WholeLinesOnly, options.KeepSecrets && options.Redaction is null, stamps, FormTable.Of(options.Dialects), options.Redaction?.CreateRedactor());
        _blocks = new BlockReader(new LogInput(stream, start.Offset), parser, source, start.Lines + 1);
        _block = _blocks.Current;
        _metrics = options.Meter is { } meter ? new ReaderMetrics(meter, source, options.TimeProvider) : null;
    }

    /// <summary>Name of the source: what <see cref="MailLogOptions.Source"/> says, else the path as given, empty for a stream.</summary>
    public string Source => _block.Source;

    /// <summary>The current line; valid until the next <see cref="Read"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no line: <see cref="Read"/> was not called or returned false.</exception>
    public LogLine Line
    {
        get
        {
            if ((uint)_index >= (uint)_block.Count)
                Throw.NoLine();
            return new LogLine(_block, _index);
        }
    }

    /// <summary>How many NUL bytes stood at the start of lines and were skipped, up to what was parsed so far; a crash of the log daemon leaves runs of them.</summary>
    public long SkippedNuls => _block.SkippedNuls;

    /// <summary>How many bytes were dropped, up to what was parsed so far, because their line was longer than 65,535 bytes; such a line is marked with <see cref="LogLine.IsCut"/>.</summary>
    public long DroppedBytes => _block.DroppedBytes;

    /// <inheritdoc cref="BlockReader.IsAhead"/>
    internal bool IsAhead
    {
        get => _blocks.IsAhead;
        set => _blocks.IsAhead = value;
    }

    /// <inheritdoc cref="ParallelParser.Threads"/>
    internal int Threads
    {
        get => _blocks.Threads;
        set => _blocks.Threads = value;
    }

    /// <summary>Opens a file, plain or gzip.</summary>
    /// <param name="path">The file. It may grow while it is read; what is there at the end is read.</param>
    /// <param name="options">How to read it; null for the default.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">The path is null or empty, or <see cref="MailLogOptions.QpsmtpdStamp"/> is no format of a stamp.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MailLogReader Open(string path, MailLogOptions? options = null)
    {
        if (path is null)
            throw new ArgumentNullException(nameof(path));
        options ??= MailLogOptions.Default;
        // Before the file is opened: the format may be a mistake.
        StampTemplate? stamps = StampTemplate.Of(options.QpsmtpdStamp);
        // The reader has a buffer of its own; writers and rotation must not be kept out.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        return new MailLogReader(stream, options.Source ?? path, options, stamps, new DateTimeOffset(File.GetLastWriteTimeUtc(path)));
    }

    /// <summary>Opens a stream, plain or gzip.</summary>
    /// <param name="stream">A readable stream, which the reader then owns: it is disposed with the reader. It need not be seekable.</param>
    /// <param name="options">How to read it; null for the default. <see cref="MailLogOptions.Source"/> names it.</param>
    /// <exception cref="ArgumentException">The stream is null, or cannot be read, or <see cref="MailLogOptions.QpsmtpdStamp"/> is no format of a stamp.</exception>
    public static MailLogReader Open(Stream stream, MailLogOptions? options = null)
    {
        if (stream is null)
            throw new ArgumentNullException(nameof(stream));
        if (!stream.CanRead)
            throw new ArgumentException("The stream cannot be read: it is write-only or closed.", nameof(stream));
        options ??= MailLogOptions.Default;
        return new MailLogReader(stream, options.Source ?? "", options, StampTemplate.Of(options.QpsmtpdStamp), lastWrite: null);
    }

    /// <summary>Opens a text in memory, plain or gzip: what a <c>PipeReader</c> or a message of a broker holds.</summary>
    /// <param name="bytes">UTF-8 (or any bytes, as logs have); they must not change until the reader is disposed.</param>
    /// <param name="options">How to read it; null for the default. <see cref="MailLogOptions.Source"/> names it.</param>
    /// <exception cref="ArgumentException"><see cref="MailLogOptions.QpsmtpdStamp"/> is no format of a stamp.</exception>
    public static MailLogReader Open(ReadOnlySequence<byte> bytes, MailLogOptions? options = null) => Open(new SequenceStream(bytes), options);

    /// <summary>Goes to the next line.</summary>
    /// <returns>False at the end of the log, and after <see cref="Dispose"/>.</returns>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="InvalidDataException">Compressed input is damaged or cut off; the lines before that were read.</exception>
    /// <exception cref="NotSupportedException">The log is followed (<see cref="MailLogs.Follow"/>): use <see cref="ReadAsync"/>.</exception>
    public bool Read()
    {
        while (!MoveNext())
        {
            _index = -1;
            bool goesOn = _blocks.MoveNext();
            _block = _blocks.Current;
            if (!goesOn)
                return false;
            _metrics?.Count(_block);
        }
        return true;
    }

    /// <summary>Goes to the next line, waiting for input without blocking a thread.</summary>
    /// <param name="cancellationToken">Ends the wait; the reader can go on afterwards. It is not asked while lines are at hand.</param>
    /// <returns>False at the end of the log, and after <see cref="Dispose"/>.</returns>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="InvalidDataException">Compressed input is damaged or cut off; the lines before that were read.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default) => MoveNext() ? new ValueTask<bool>(true) : ReadBlockAsync(cancellationToken);

    /// <summary>
    /// Closes the source. The current line is gone; <see cref="Read"/> returns false from now on. A pipe or socket that is just waited for on another thread is closed when that
    /// wait is over.
    /// </summary>
    public void Dispose() => _blocks.Dispose();

    /// <summary>Closes the source. The current line is gone; <see cref="Read"/> returns false from now on.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private async ValueTask<bool> ReadBlockAsync(CancellationToken cancellationToken)
    {
        do
        {
            _index = -1;
            bool goesOn = await _blocks.MoveNextAsync(cancellationToken).ConfigureAwait(false);
            _block = _blocks.Current;
            if (!goesOn)
                return false;
            _metrics?.Count(_block);
        }
        while (!MoveNext());
        return true;
    }

    private bool MoveNext()
    {
        if (_index + 1 < _block.Count)
        {
            _index++;
            // Every step ends the life of the line before.
            _block.Generation++;
            return true;
        }
        return false;
    }
}
