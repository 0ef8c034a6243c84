using System.Buffers.Binary;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A text of a mail as UTF-8: bytes within the mail's own, which it keeps alive. No string is made unless asked for.</summary>
/// <remarks>
/// As logged: a stranger's, so the bytes may not be valid UTF-8, and may hold control characters. Present and empty (the null sender) is not the same as missing.
/// </remarks>
public readonly struct MailText : IEquatable<MailText>
{
    private readonly byte[]? _owner;
    private readonly TextRange _range;

    internal MailText(byte[] owner, TextRange range)
    {
        _owner = range.IsMissing ? null : owner;
        _range = range;
    }

    /// <summary>The field of a fact that starts there; its length stands before it. Missing at 0.</summary>
    internal static MailText At(byte[] facts, int place)
        => place == 0 ? default : new(facts, new TextRange(place, BinaryPrimitives.ReadUInt16LittleEndian(facts.AsSpan(place - 2))));

    /// <summary>False when the log does not tell it.</summary>
    public bool HasValue => _owner is not null;

    /// <summary>The bytes as logged; empty when the text is missing.</summary>
    public ReadOnlySpan<byte> Bytes => new(_owner, _range.Start, _owner is null ? 0 : _range.Length);

    /// <summary>The text as a new string; bytes that are not UTF-8 become U+FFFD. Empty when the text is missing.</summary>
    public override string ToString() => Value ?? "";

    /// <summary>Whether the bytes are the same; a missing text is not the same as an empty one.</summary>
    /// <param name="other">A text of any mail.</param>
    public bool Equals(MailText other) => HasValue == other.HasValue && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MailText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)TextHash.Of(Bytes));

    /// <summary>The same bytes.</summary>
    public static bool operator ==(MailText left, MailText right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(MailText left, MailText right) => !left.Equals(right);

    internal bool IsMissing => _owner is null;

    /// <summary>A part of it, which was found in its bytes.</summary>
    internal MailText Part(Utf8Text part)
        => part.HasValue && Bytes.Overlaps(part.Bytes, out int offset) ? new(_owner!, new TextRange(_range.Start + offset, part.Length)) : default;

    internal TextRange Range => _owner is null ? TextRange.Missing : _range;

    /// <summary>What <see cref="At"/> finds it by.</summary>
    internal int Place => _owner is null ? 0 : _range.Start;

    /// <summary>A new string; null when missing.</summary>
    internal string? Value => _owner is null ? null : Encoding.UTF8.GetString(_owner, _range.Start, _range.Length);
}
