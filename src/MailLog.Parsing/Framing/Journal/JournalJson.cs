using System.Text.Json;

namespace MailLog.Parsing;

/// <summary><c>journalctl -o json</c>: an object a line. Text that is not UTF-8 is an array of its bytes, and text that is too long is null (systemd's journal export formats).</summary>
internal sealed class JournalJson(JournalLine line) : IJournalFormat
{
    private const int MaxRecord = 1024 * 1024;

    /// <summary>A line is too long to be a record: it is passed on to its end.</summary>
    private bool _isPassing;

    public int Take(ReadOnlySpan<byte> input, bool isOver)
    {
        int end = input.IndexOf((byte)'\n');
        if (end < 0 && input.Length < MaxRecord && !isOver)
            return 0;
        int length = end < 0 ? input.Length : end + 1;
        ReadOnlySpan<byte> record = input.Slice(0, end < 0 ? length : end);
        if (_isPassing || (end < 0 && !isOver) || !TryRead(record))
            line.Output.Add(input.Slice(0, length));
        _isPassing = end < 0 && (_isPassing || !isOver);
        return length;
    }

    /// <summary>Makes a line of a record; false: it is none, but something else.</summary>
    private bool TryRead(ReadOnlySpan<byte> record)
    {
        line.Clear();
        var reader = new Utf8JsonReader(record);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                // Names of fields are upper-case letters, digits and underscores: nothing is escaped in them.
                ByteBuffer? field = line.Find(reader.ValueSpan);
                reader.Read();
                if (field is null || field.Length > 0)
                    reader.Skip();
                else
                    ReadValue(ref reader, field);
            }
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() && line.TryWrite();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, ByteBuffer field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                // Escapes only make it shorter.
                int room = reader.ValueSpan.Length, before = field.Length;
                field.Cut(before + reader.CopyString(field.Room(room)));
                break;
            case JsonTokenType.Number:
                field.Add(reader.ValueSpan);
                break;
            case JsonTokenType.StartArray:
                ReadArray(ref reader, field);
                break;
            case JsonTokenType.StartObject:
                reader.Skip();
                break;
        }
    }

    /// <summary>Bytes; or, of a field that a record has several times, its values, of which the first counts.</summary>
    private static void ReadArray(ref Utf8JsonReader reader, ByteBuffer field)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out byte value))
                field.Add(value);
            else if (field.Length == 0)
                ReadValue(ref reader, field);
            else
                reader.Skip();
        }
    }
}
