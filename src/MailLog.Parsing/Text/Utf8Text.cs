namespace MailLog.Parsing;

/// <summary>
/// A piece of UTF-8 text that belongs to somebody else: to the line it was read from.
/// </summary>
/// <remarks>
/// Valid as long as its owner: a text taken from <see cref="MailLogReader.Line"/> until the next <c>Read</c>, a text taken from a
/// <see cref="MailLogEvent"/> as long as that object. The bytes are as logged; log text is written by strangers, so they may not be
/// valid UTF-8 (<see cref="ToString"/> then shows U+FFFD) and may hold control characters. Present and empty (<c>from=&lt;&gt;</c>) is not the same as
/// missing: see <see cref="HasValue"/>.
/// </remarks>
public readonly ref struct Utf8Text
{
    /// <summary>A text that is present.</summary>
    /// <param name="bytes">The UTF-8 bytes; they are not copied.</param>
    public Utf8Text(ReadOnlySpan<byte> bytes)
    {
        Bytes = bytes;
        HasValue = true;
    }

    /// <summary>The bytes as logged; empty when the text is missing.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>False when the line has no such field; an empty field has a value.</summary>
    public bool HasValue { get; }

    /// <summary>True when the text is missing or has no bytes.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>Length in bytes.</summary>
    public int Length => Bytes.Length;

    /// <summary>The text as a new string; bytes that are not UTF-8 become U+FFFD. Empty when the text is missing.</summary>
    public override string ToString() => Utf8.ToString(Bytes);

    /// <summary>The text as a new string, or null when it is missing.</summary>
    public string? ToStringOrNull() => HasValue ? Utf8.ToString(Bytes) : null;

    /// <summary>The text as a whole number, with or without sign.</summary>
    /// <param name="value">The number; 0 when there is none.</param>
    /// <returns>False when the text is missing, is something else, or does not fit.</returns>
    public bool TryGetInt64(out long value)
    {
        if (System.Buffers.Text.Utf8Parser.TryParse(Bytes, out value, out int length) && length == Bytes.Length)
            return true;
        value = 0;
        return false;
    }

    /// <summary>The text as a decimal number with a point, whatever the culture: <c>5.2</c>, <c>-1</c>, <c>4.1e+03</c>.</summary>
    /// <param name="value">The number; 0 when there is none.</param>
    /// <returns>False when the text is missing or is something else.</returns>
    public bool TryGetDouble(out double value)
    {
        if (Utf8.TryParseDecimal(Bytes, out value))
            return true;
        value = 0;
        return false;
    }

    /// <summary>Whether the bytes are the same.</summary>
    /// <param name="other">UTF-8 bytes, for instance a <c>"…"u8</c> literal.</param>
    public bool Equals(ReadOnlySpan<byte> other) => Bytes.SequenceEqual(other);

    /// <summary>Whether the bytes are the same but for the case of the letters A to Z.</summary>
    /// <param name="other">UTF-8 bytes.</param>
    public bool EqualsIgnoreCase(ReadOnlySpan<byte> other) => Utf8.EqualsIgnoreCase(Bytes, other);

#pragma warning disable CS0809 // a misuse should not even compile
    /// <summary>Not supported: a borrowed text cannot be boxed.</summary>
    /// <param name="obj">Anything.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete("A borrowed text cannot be an object: compare with == or Equals(ReadOnlySpan<byte>).", error: true)]
    public override bool Equals(object? obj) => throw new NotSupportedException();

    /// <summary>Not supported: use <see cref="Utf8Table{T}"/> to key by text.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete("A borrowed text cannot be a key: use Utf8Table<T>.", error: true)]
    public override int GetHashCode() => throw new NotSupportedException();
#pragma warning restore CS0809

    /// <summary>Compares the bytes.</summary>
    public static bool operator ==(Utf8Text left, ReadOnlySpan<byte> right) => left.Bytes.SequenceEqual(right);

    /// <summary>Compares the bytes.</summary>
    public static bool operator !=(Utf8Text left, ReadOnlySpan<byte> right) => !left.Bytes.SequenceEqual(right);

    /// <summary>Compares the bytes.</summary>
    public static bool operator ==(Utf8Text left, Utf8Text right) => left.Bytes.SequenceEqual(right.Bytes);

    /// <summary>Compares the bytes.</summary>
    public static bool operator !=(Utf8Text left, Utf8Text right) => !left.Bytes.SequenceEqual(right.Bytes);

    /// <summary>The bytes.</summary>
    public static implicit operator ReadOnlySpan<byte>(Utf8Text text) => text.Bytes;
}
