using System.IO.Compression;

namespace MailLog.Parsing;

/// <summary>Fills the buffers of blocks from a stream: takes the half line at the end of one over to the next, inflates gzip, makes lines of a journal, knows when the input has ended.</summary>
internal sealed class LogInput(Stream stream, long start) : IDisposable
{
    /// <summary>How many bytes of the buffer are for the input; what stands behind them is the parser's.</summary>
    public const int BufferLength = 256 * 1024;

    private Stream _stream = stream;

    /// <summary>The block that was filled last: it holds what no line has been made of.</summary>
    private LogBlock? _filled;
    private byte[] _head = [];
    private int _headLength;
    private bool _started;

    /// <summary>How many bytes are still to be passed over.</summary>
    private long _skip = start;

    /// <summary>What is inflated; null when the input is plain.</summary>
    private PrependedStream? _compressed;
    private GZipStream? _inflated;
    private bool _isCutOff;

    /// <summary>The stream is a file or the like, which does not keep whoever reads it waiting.</summary>
    public bool IsSeekable { get; } = stream.CanSeek;

    /// <summary>How many bytes of the buffer are filled.</summary>
    public int Length { get; private set; }

    /// <summary>The first byte of the buffer that no line has been made of.</summary>
    public int Position { get; set; }

    /// <summary>Offset of the buffer's first byte in the (inflated) source.</summary>
    public long BaseOffset { get; private set; }

    /// <summary>Nothing follows what is in the buffer.</summary>
    public bool IsFinal { get; private set; }

    public void Fill(LogBlock block)
    {
        if (!_started)
        {
            int read;
            do
            {
                read = _stream.Read(Head(), _headLength, Head().Length - _headLength);
                _headLength += read;
            }
            while (read > 0 && _headLength < 2);
            Start();
        }
        MakeRoom(block);
        Take(block, _stream.Read(block.Bytes, Length, BufferLength - Length));
    }

    public async ValueTask FillAsync(LogBlock block, CancellationToken cancellationToken)
    {
        if (!_started)
        {
            int read;
            do
            {
                read = await _stream.ReadAsync(Head(), _headLength, Head().Length - _headLength, cancellationToken).ConfigureAwait(false);
                _headLength += read;
            }
            while (read > 0 && _headLength < 2);
            Start();
        }
        MakeRoom(block);
        Take(block, await _stream.ReadAsync(block.Bytes, Length, BufferLength - Length, cancellationToken).ConfigureAwait(false));
    }

    public void Dispose() => _stream.Dispose();

    private byte[] Head() => _head.Length > 0 ? _head : _head = new byte[4096];

    /// <summary>By content, not by name: rotated logs are renamed, and standard input has no name.</summary>
    private void Start()
    {
        _started = true;
        var whole = new PrependedStream(_head, _headLength, _stream);
        _stream = whole;
        if (_headLength >= 2 && _head[0] == 0x1F && _head[1] == 0x8B)
        {
            _compressed = whole;
            _inflated = new GZipStream(whole, CompressionMode.Decompress);
            _stream = new JournalStream(new AheadStream(_inflated));
        }
        else if (JournalStream.Starts(_head.AsSpan(0, _headLength)))
        {
            _stream = new JournalStream(whole);
        }
        else if (_skip > 0 && whole.TrySeek(_skip))
        {
            BaseOffset = _skip;
            _skip = 0;
        }
    }

    private void MakeRoom(LogBlock block)
    {
        if (block.Bytes.Length == 0)
            block.Bytes = new byte[BufferLength];
        int rest = Length - Position;
        if (rest > 0 && (Position > 0 || _filled != block))
            Buffer.BlockCopy(_filled!.Bytes, Position, block.Bytes, 0, rest);
        _filled = block;
        BaseOffset += Position;
        Position = 0;
        Length = rest;
    }

    private void Take(LogBlock block, int read)
    {
        if (read == 0 && _compressed is not null && !IsFinal && !_isCutOff)
            _isCutOff = !GzipEnd.IsWhole(_compressed, _inflated!);
        if (_isCutOff)
            throw new InvalidDataException("The compressed input is cut off or damaged at its end.");
        int skipped = (int)Math.Min(_skip, read);
        if (skipped > 0)
        {
            Buffer.BlockCopy(block.Bytes, skipped, block.Bytes, 0, read - skipped);
            _skip -= skipped;
            BaseOffset += skipped;
        }
        Length += read - skipped;
        IsFinal = read == 0;
    }
}
