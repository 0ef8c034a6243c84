using System.Buffers.Text;

namespace MailLog.Cli;

/// <summary>UTF-8 bytes to a stream, gathered in one buffer.</summary>
internal sealed class PmgOutput(Stream stream)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _length;

    /// <summary>What went wrong when the stream was written to; after that, nothing more is written.</summary>
    public IOException? Error { get; private set; }

    public PmgOutput Text(ReadOnlySpan<byte> text)
    {
        while (text.Length > _buffer.Length - _length)
        {
            int part = _buffer.Length - _length;
            text[..part].CopyTo(_buffer.AsSpan(_length));
            _length = _buffer.Length;
            text = text[part..];
            Flush();
        }
        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
        return this;
    }

    public PmgOutput Byte(byte value)
    {
        if (_length == _buffer.Length)
            Flush();
        _buffer[_length++] = value;
        return this;
    }

    /// <summary>At least eight digits.</summary>
    public PmgOutput Hex(long value)
    {
        Span<byte> digits = stackalloc byte[16];
        Utf8Formatter.TryFormat(value, digits, out int length, new System.Buffers.StandardFormat('X', 8));
        return Text(digits[..length]);
    }

    public PmgOutput Number(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out int length);
        return Text(digits[..length]);
    }

    public void Flush()
    {
        try
        {
            if (Error is null)
                stream.Write(_buffer, 0, _length);
        }
        catch (IOException e)
        {
            Error = e;
        }
        _length = 0;
    }
}
