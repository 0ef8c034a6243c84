using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Writes JSON straight from UTF-8, in large pieces.</summary>
/// <remarks>
/// What <see cref="System.Text.Json.Utf8JsonWriter"/> writes, byte for byte, at a quarter of its time: a text of plain ASCII, as nearly all are, is looked through once and copied.
/// All else goes through the same encoder. Commas follow from the byte before, so there is no state but the bytes.
/// </remarks>
internal sealed class JsonBuffer(Stream output) : IDisposable
{
    private const int Piece = 64 * 1024;

    /// <summary>Output goes to programs, not into web pages: only what JSON itself demands is escaped.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Printable ASCII but for the quotation mark and the backslash.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Where(c => c is not ('"' or '\\')).Select(c => (byte)c)]);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(2 * Piece);
    private int _length;

    public void Begin(byte bracket)
    {
        Reserve(2);
        Comma();
        _bytes[_length++] = bracket;
    }

    public void Begin(ReadOnlySpan<byte> name, byte bracket)
    {
        Name(name, 1);
        _bytes[_length++] = bracket;
    }

    public void End(byte bracket)
    {
        Reserve(1);
        _bytes[_length++] = bracket;
    }

    /// <summary>The line is whole; a piece that is large enough is written.</summary>
    public void EndLine()
    {
        End((byte)'\n');
        if (_length >= Piece)
            Flush();
    }

    public void Text(ReadOnlySpan<byte> name, MailText value)
    {
        if (value.HasValue)
            Text(name, value.Bytes);
    }

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name, value.Length + 2);
        Quoted(value);
    }

    public void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
            return;
        Name(name, 0);
        Value(value);
    }

    /// <summary>A text in an array.</summary>
    public void Item(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length + 3);
        Comma();
        Quoted(value);
    }

    public void Item(string value)
    {
        Reserve(1);
        Comma();
        Value(value);
    }

    /// <summary>JSON as it is.</summary>
    public void Raw(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        Name(name, json.Length);
        json.CopyTo(_bytes.AsSpan(_length));
        _length += json.Length;
    }

    public void Number(ReadOnlySpan<byte> name, long value)
    {
        Name(name, 20);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out int written);
        _length += written;
    }

    public void Number(ReadOnlySpan<byte> name, double value)
    {
        Name(name, 32);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>A number in an array.</summary>
    public void Item(double value)
    {
        Reserve(33);
        Comma();
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out int written);
        _length += written;
    }

    public void Time(ReadOnlySpan<byte> name, LogTime time)
    {
        Name(name, LogTime.MaxLength + 2);
        _bytes[_length++] = (byte)'"';
        time.TryFormat(_bytes.AsSpan(_length), out int written);
        _length += written;
        _bytes[_length++] = (byte)'"';
    }

    /// <summary>An id is made where it is printed; one with characters to escape is made once more.</summary>
    public void Id(ReadOnlySpan<byte> name, Mail mail)
    {
        Name(name, 256);
        int length;
        while (!mail.TryFormatId(_bytes.AsSpan(_length + 1, _bytes.Length - _length - 2), out length))
            Reserve(_bytes.Length);
        Span<byte> id = _bytes.AsSpan(_length + 1, length);
        if (id.ContainsAnyExcept(Plain))
        {
            Quoted(id.ToArray());
            return;
        }
        _bytes[_length] = _bytes[_length + 1 + length] = (byte)'"';
        _length += length + 2;
    }

    public void Flush()
    {
        output.Write(_bytes.AsSpan(0, _length));
        _length = 0;
    }

    public void Dispose()
    {
        Flush();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    /// <summary>Writes a name, and makes room for its value.</summary>
    private void Name(ReadOnlySpan<byte> name, int room)
    {
        Reserve(name.Length + 4 + room);
        Comma();
        Span<byte> to = _bytes.AsSpan(_length, name.Length + 3);
        to[0] = (byte)'"';
        name.CopyTo(to[1..]);
        to[^2] = (byte)'"';
        to[^1] = (byte)':';
        _length += to.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Comma()
    {
        if (_length > 0 && _bytes[_length - 1] is not ((byte)'{' or (byte)'[' or (byte)'\n'))
            _bytes[_length++] = (byte)',';
    }

    private void Value(string value)
    {
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(most);
        int length = Encoding.UTF8.GetBytes(value, bytes);
        Reserve(length + 2);
        Quoted(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Quoted(ReadOnlySpan<byte> value)
    {
        _bytes[_length++] = (byte)'"';
        if (value.ContainsAnyExcept(Plain))
        {
            Escaped(value);
        }
        else
        {
            value.CopyTo(_bytes.AsSpan(_length));
            _length += value.Length;
        }
        _bytes[_length++] = (byte)'"';
    }

    private void Escaped(ReadOnlySpan<byte> value)
    {
        // Bytes that are not UTF-8 are U+FFFD, as in a string.
        ReadOnlySpan<byte> valid = Utf8.IsValid(value) ? value : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value));
        Reserve(6 * valid.Length + 1);
        Encoder.EncodeUtf8(valid, _bytes.AsSpan(_length), out _, out int written);
        _length += written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Grow(count);
    }

    private void Grow(int count)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, _length + count));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
