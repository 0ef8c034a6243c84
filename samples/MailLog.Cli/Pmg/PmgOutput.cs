using System.Buffers.Text;
using System.Numerics;

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
        int count = Math.Max(8, (67 - BitOperations.LeadingZeroCount((ulong)value)) >> 2);
        if (count > _buffer.Length - _length)
            Flush();
        Span<byte> digits = _buffer.AsSpan(_length, count);
        for (int i = digits.Length - 1; i >= 0; i--, value >>= 4)
            digits[i] = "0123456789ABCDEF"u8[(int)value & 15];
        _length += count;
        return this;
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
