namespace MailLog.Parsing;

/// <summary>Reduces a message to what its form would be: the same text, whatever the numbers, ids, addresses and quoted parts in it.</summary>
internal static class LineShape
{
    public const int MaxLength = 240;

    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> component, ReadOnlySpan<byte> message, Span<byte> buffer)
    {
        int length = 0;
        Add(component, buffer, ref length);
        if (length > 0)
            Add(": "u8, buffer, ref length);
        for (int i = 0; i < message.Length && length < buffer.Length;)
        {
            byte b = message[i];
            bool startsWord = i == 0 || !IsWord(message[i - 1]);
            int id = startsWord ? QueueId.Scan(message.Slice(i)) : 0;
            byte close = b switch { (byte)'<' => (byte)'>', (byte)'[' => (byte)']', (byte)'"' => (byte)'"', (byte)'\'' => (byte)'\'', _ => 0 };
            int end = close == 0 ? -1 : message.Slice(i + 1).IndexOf(close);
            if (id > 0 && (i + id == message.Length || !IsWord(message[i + id])))
            {
                Add("ID"u8, buffer, ref length);
                i += id;
            }
            else if (end >= 0)
            {
                Add([b, close], buffer, ref length);
                i += end + 2;
            }
            else if (Utf8.IsDigit(b))
            {
                Add("#"u8, buffer, ref length);
                while (i < message.Length && (Utf8.IsDigit(message[i]) || message[i] == '.'))
                    i++;
            }
            else
            {
                buffer[length++] = b;
                i++;
            }
        }
        return buffer.Slice(0, length);
    }

    private static bool IsWord(byte b) => Utf8.IsDigit(b) || (uint)((b | 0x20) - 'a') <= 25;

    private static void Add(ReadOnlySpan<byte> text, Span<byte> buffer, ref int length)
    {
        text = text.Slice(0, Math.Min(text.Length, buffer.Length - length));
        text.CopyTo(buffer.Slice(length));
        length += text.Length;
    }
}
