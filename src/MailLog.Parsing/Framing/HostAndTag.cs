using System.Runtime.CompilerServices;

namespace MailLog.Parsing;

/// <summary>Reads <c>host tag[pid]: message</c>, the part that the traditional header and its ISO 8601 variant share.</summary>
internal static partial class HostAndTag
{
    /// <summary>Fills host, program, process id and message from the first byte that is not blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ReadOnlySpan<byte> line, int position, ref LineHeader header)
    {
        position = StampText.SkipBlanks(line, position);
        if (TryReadPlain(line, position, ref header))
            return;

        // Not searched by vectors: host names are short, and mostly as long as in the line before.
        int end = position;
        while ((uint)end < (uint)line.Length && line[end] != ' ')
            end++;

        // Some loggers write no host: then the tag, known by its colon, stands in its place.
        if (end > position + 1 && line[end - 1] == ':' && line[end - 2] != ':' && TryReadTag(line, position, ref header))
            return;

        header.HostStart = (ushort)position;
        header.HostLength = (ushort)(end - position);
        position = StampText.SkipBlanks(line, end);
        if (!TryReadTag(line, position, ref header))
            header.MessageStart = (ushort)position;
    }

    /// <summary>Reads a tag: it ends in a colon, in a process id, or in both. Text up to a mere blank is no tag but already the message.</summary>
    public static bool TryReadTag(ReadOnlySpan<byte> line, int start, ref LineHeader header)
    {
        int end = start;
        while (true)
        {
            int found = line.Slice(end).IndexOfAny((byte)' ', (byte)'[', (byte)':');
            if (found < 0)
                return false;
            end += found;
            byte delimiter = line[end];
            if (delimiter == ' ' || end == start)
                return false;

            int after = end, processId = -1;
            if (delimiter == ':' || TryReadProcessId(line, ref after, out processId))
            {
                header.ProgramStart = (ushort)start;
                header.ProgramLength = (ushort)(end - start);
                header.ProcessId = processId;
                header.MessageStart = (ushort)SkipColonAndBlank(line, after);
                return true;
            }

            end = SkipBracket(line, end);
        }
    }

    /// <summary>Reads <c>[digits]</c> before a colon, a blank or the end. A number that does not fit is skipped and counts as none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadProcessId(ReadOnlySpan<byte> line, ref int position, out int processId)
    {
        int i = position + 1;
        long value = 0;
        if (Digits.TryReadShort(line.Slice(i), out int number, out int count))
        {
            value = number;
            i += count;
        }
        else
        {
            for (; (uint)i < (uint)line.Length && StampText.IsDigit(line[i]); i++)
                if (value <= int.MaxValue)
                    value = value * 10 + line[i] - '0';
        }

        processId = -1;
        if (i == position + 1 || (uint)i >= (uint)line.Length || line[i] != ']')
            return false;
        i++;
        if ((uint)i < (uint)line.Length && line[i] is not ((byte)':' or (byte)' '))
            return false;
        position = i;
        if (value <= int.MaxValue)
            processId = (int)value;
        return true;
    }

    /// <summary>Brackets around anything but a process id belong to the tag, colons in them too.</summary>
    private static int SkipBracket(ReadOnlySpan<byte> line, int position)
    {
        position++;
        int close = line.Slice(position).IndexOfAny((byte)']', (byte)' ');
        return close >= 0 && line[position + close] == ']' ? position + close + 1 : position;
    }

    private static int SkipColonAndBlank(ReadOnlySpan<byte> line, int position)
    {
        if ((uint)position < (uint)line.Length && line[position] == ':')
            position++;
        if ((uint)position < (uint)line.Length && line[position] == ' ')
            position++;
        return position;
    }
}
