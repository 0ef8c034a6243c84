using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Writes JSON straight from UTF-8, in large pieces.</summary>
/// <remarks>
/// What <see cref="System.Text.Json.Utf8JsonWriter"/> writes, byte for byte, at a quarter of its time: a text of plain ASCII, as nearly all are, is looked through once and copied.
/// All else goes through the same encoder. Each value is followed by a comma, over which the end of an object or a line is written, so there is no state but the bytes.
/// </remarks>
internal sealed class JsonBuffer(Stream output) : IDisposable
{
    private const int Piece = 64 * 1024;

    /// <summary>Output goes to programs, not into web pages: only what JSON itself demands is escaped.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Printable ASCII but for the quotation mark and the backslash.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create(" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(2 * Piece);
    private int _length;

    public void Begin(byte bracket)
    {
        Reserve(1);
        _bytes[_length++] = bracket;
    }

    public void Begin(ReadOnlySpan<byte> name, byte bracket)
    {
        Name(name, 1);
        _bytes[_length++] = bracket;
    }

    public void End(byte bracket)
    {
        Reserve(2);
        if (_bytes[_length - 1] == ',')
            _length--;
        _bytes[_length++] = bracket;
        _bytes[_length++] = (byte)',';
    }

    /// <summary>The line is whole; a piece that is large enough is written.</summary>
    public void EndLine()
    {
        _bytes[_length - 1] = (byte)'\n';
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
        Name(name, value.Length + 3);
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
        Quoted(value);
    }

    public void Item(string value) => Value(value);

    /// <summary>JSON as it is.</summary>
    public void Raw(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        Name(name, json.Length + 1);
        json.CopyTo(_bytes.AsSpan(_length));
        Written(json.Length);
    }

    public void Number(ReadOnlySpan<byte> name, long value)
    {
        Name(name, 21);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out int written);
        Written(written);
    }

    public void Number(ReadOnlySpan<byte> name, double value)
    {
        Name(name, 33);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out int written);
        Written(written);
    }

    /// <summary>A number in an array.</summary>
    public void Item(double value)
    {
        Reserve(33);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out int written);
        Written(written);
    }

    public void Time(ReadOnlySpan<byte> name, LogTime time)
    {
        Name(name, LogTime.MaxLength + 3);
        _bytes[_length++] = (byte)'"';
        time.TryFormat(_bytes.AsSpan(_length), out int written);
        _bytes[_length + written] = (byte)'"';
        Written(written + 1);
    }

    /// <summary>An id is made where it is printed; one with characters to escape is made once more.</summary>
    public void Id(ReadOnlySpan<byte> name, Mail mail)
    {
        Name(name, 256);
        int length;
        while (!mail.TryFormatId(_bytes.AsSpan(_length + 1, _bytes.Length - _length - 3), out length))
            Reserve(_bytes.Length);
        Span<byte> id = _bytes.AsSpan(_length + 1, length);
        if (id.ContainsAnyExcept(Plain))
        {
            Quoted(id.ToArray());
            return;
        }
        _bytes[_length] = _bytes[_length + 1 + length] = (byte)'"';
        Written(length + 2);
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
        Reserve(name.Length + 3 + room);
        Span<byte> to = _bytes.AsSpan(_length, name.Length + 3);
        to[0] = (byte)'"';
        name.CopyTo(to[1..]);
        to[^2] = (byte)'"';
        to[^1] = (byte)':';
        _length += to.Length;
    }

    /// <summary>A value was written.</summary>
    private void Written(int length)
    {
        _bytes[_length + length] = (byte)',';
        _length += length + 1;
    }

    private void Value(string value)
    {
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(most);
        int length = Encoding.UTF8.GetBytes(value, bytes);
        Reserve(length + 3);
        Quoted(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Quoted(ReadOnlySpan<byte> value)
    {
        _bytes[_length++] = (byte)'"';
        if (TryCopyPlain(value, _bytes.AsSpan(_length)))
            _length += value.Length;
        else
            Escaped(value);
        _bytes[_length] = (byte)'"';
        Written(1);
    }

    /// <summary>Copies a text, and looks at it on the way; false when something in it has to be escaped, and what was copied is to be written over.</summary>
    private static bool TryCopyPlain(ReadOnlySpan<byte> text, Span<byte> to)
    {
        if (text.Length >= Vector128<byte>.Count)
        {
            Vector128<byte> odd = default;
            int last = text.Length - Vector128<byte>.Count;
            for (int at = 0; at < last; at += Vector128<byte>.Count)
                odd |= Copy(text[at..], to[at..]);
            // The last bytes, some of them once more.
            return (odd | Copy(text[last..], to[last..])) == default;
        }
        text.CopyTo(to);
        if (text.Length >= sizeof(ulong))
            return Odd(Vector128.Create(BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..])).AsByte()) == default;
        return !text.ContainsAnyExcept(Plain);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Copy(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var bytes = Vector128.Create(text);
        bytes.CopyTo(to);
        return Odd(bytes);
    }

    /// <summary>Not zero: at the bytes that are not <see cref="Plain"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Odd(Vector128<byte> bytes)
        => Vector128.GreaterThan(bytes - Vector128.Create((byte)' '), Vector128.Create((byte)('~' - ' ')))
            | Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));

    private void Escaped(ReadOnlySpan<byte> value)
    {
        // Bytes that are not UTF-8 are U+FFFD, as in a string.
        ReadOnlySpan<byte> valid = Utf8.IsValid(value) ? value : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value));
        Reserve(6 * valid.Length + 2);
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
