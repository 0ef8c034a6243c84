using System.Text;

namespace MailLog.Correlation;

/// <summary>A text of a mail: bytes within the mail's own, made a string when somebody asks.</summary>
internal readonly struct MailText(byte[] owner, TextRange range)
{
    private readonly byte[]? _owner = owner;
    private readonly TextRange _range = range;

    public bool IsMissing => _owner is null || _range.IsMissing;

    public TextRange Range => _owner is null ? TextRange.Missing : _range;

    public ReadOnlySpan<byte> Bytes => IsMissing ? default : new ReadOnlySpan<byte>(_owner, _range.Start, _range.Length);

    /// <summary>A new string; null when missing.</summary>
    public string? Value => IsMissing ? null : Encoding.UTF8.GetString(_owner!, _range.Start, _range.Length);
}
