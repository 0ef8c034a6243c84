using System.IO.Compression;

namespace MailLog.Parsing;

/// <summary>Fills a block's buffer from a stream: keeps the half line at its end, inflates gzip, knows when the input has ended.</summary>
internal sealed class LogInput(Stream stream, LogBlock block) : IDisposable
{
    private const int BufferLength = 256 * 1024;

    private Stream _stream = stream;
    private byte[] _head = [];
    private int _headLength;
    private bool _started;

    /// <summary>How many bytes of the buffer are filled.</summary>
    public int Length { get; private set; }

    /// <summary>The first byte of the buffer that no line has been made of.</summary>
    public int Position { get; set; }

    /// <summary>Offset of the buffer's first byte in the (inflated) source.</summary>
    public long BaseOffset { get; private set; }

    /// <summary>Nothing follows what is in the buffer.</summary>
    public bool IsFinal { get; private set; }

    public void Fill()
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
        MakeRoom();
        Take(_stream.Read(block.Bytes, Length, block.Bytes.Length - Length));
    }

    public async ValueTask FillAsync(CancellationToken cancellationToken)
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
        MakeRoom();
        Take(await _stream.ReadAsync(block.Bytes, Length, block.Bytes.Length - Length, cancellationToken).ConfigureAwait(false));
    }

    public void Dispose() => _stream.Dispose();

    private byte[] Head() => _head.Length > 0 ? _head : _head = new byte[4096];

    /// <summary>By content, not by name: rotated logs are renamed, and standard input has no name.</summary>
    private void Start()
    {
        _started = true;
        _stream = new PrependedStream(_head, _headLength, _stream);
        if (_headLength >= 2 && _head[0] == 0x1F && _head[1] == 0x8B)
            _stream = new GZipStream(_stream, CompressionMode.Decompress);
    }

    private void MakeRoom()
    {
        if (block.Bytes.Length == 0)
            block.Bytes = new byte[BufferLength];
        int rest = Length - Position;
        if (Position > 0)
            Buffer.BlockCopy(block.Bytes, Position, block.Bytes, 0, rest);
        BaseOffset += Position;
        Position = 0;
        Length = rest;
    }

    private void Take(int read)
    {
        Length += read;
        IsFinal = read == 0;
    }
}
