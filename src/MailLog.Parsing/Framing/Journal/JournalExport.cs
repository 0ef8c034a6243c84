using System.Buffers.Binary;

namespace MailLog.Parsing;

/// <summary>
/// <c>journalctl -o export</c>: a field a line, <c>NAME=value</c>, or <c>NAME</c> and behind it 8 bytes of length (little-endian) and as many of any value; an empty line ends a record
/// (systemd's journal export formats).
/// </summary>
internal sealed class JournalExport(JournalLine line) : IJournalFormat
{
    /// <summary>More than this no field that is needed has; a core dump can have much more.</summary>
    private const int MaxField = 1024 * 1024;

    private ulong _skip;
    private bool _skipsLine, _hasFields;

    public int Take(ReadOnlySpan<byte> input, bool isOver)
    {
        if (_skip > 0)
        {
            int skipped = (int)Math.Min(_skip, (ulong)input.Length);
            _skip -= (ulong)skipped;
            return skipped;
        }
        int end = input.IndexOf((byte)'\n');
        if (end < 0 && (input.Length >= MaxField || _skipsLine))
        {
            _skipsLine = true;
            return input.Length;
        }
        if (end < 0)
        {
            if (!isOver || (input.IsEmpty && !_hasFields))
                return 0;
            // The last line, perhaps without its end.
            TakeText(input);
            EndRecord();
            return input.Length;
        }
        ReadOnlySpan<byte> text = input.Slice(0, end);
        if (_skipsLine)
            _skipsLine = false;
        else if (text.IsEmpty)
            EndRecord();
        else if (text.IndexOf((byte)'=') < 0)
            return TakeBinary(text, input.Slice(end + 1), isOver);
        else
            TakeText(text);
        return end + 1;
    }

    private void TakeText(ReadOnlySpan<byte> text)
    {
        int equals = text.IndexOf((byte)'=');
        if (equals < 0)
            return;
        Begin();
        // Of a field that stands there several times, the first counts.
        if (line.Find(text.Slice(0, equals)) is { Length: 0 } field)
            field.Add(text.Slice(equals + 1));
    }

    private int TakeBinary(ReadOnlySpan<byte> name, ReadOnlySpan<byte> rest, bool isOver)
    {
        int head = name.Length + 1 + sizeof(ulong);
        if (rest.Length < sizeof(ulong))
            return isOver ? head - sizeof(ulong) + rest.Length : 0;
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(rest);
        Begin();
        if (length > MaxField)
        {
            // With the line end behind it.
            _skip = length == ulong.MaxValue ? length : length + 1;
            return head;
        }
        rest = rest.Slice(sizeof(ulong));
        if (rest.Length < (int)length + 1 && !isOver)
            return 0;
        rest = rest.Slice(0, Math.Min(rest.Length, (int)length));
        if (line.Find(name) is { Length: 0 } field)
            field.Add(rest);
        return Math.Min(head + (int)length + 1, head + rest.Length + 1);
    }

    private void Begin()
    {
        if (!_hasFields)
            line.Clear();
        _hasFields = true;
    }

    private void EndRecord()
    {
        if (_hasFields && !line.TryWrite())
            line.WriteMessage();
        _hasFields = false;
    }
}
