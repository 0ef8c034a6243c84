namespace MailLog.Parsing;

/// <summary>Finds the lines in a buffer that is refilled block by block. A line ends at LF, and only there: any other rule lets a client forge lines.</summary>
/// <remarks>
/// <para>The state that lines need across buffers lives here, so the result does not depend on how the input was cut. The caller moves the bytes from
/// <c>position</c> on to the front of the next buffer and fills it up; with room for <see cref="MinBufferLength"/> bytes it always gets on.</para>
/// <para>Not part of a line: one CR directly before its LF or the end of input, NULs at its start (a log daemon that crashed leaves runs of them), and a
/// byte order mark at the start of input. An empty line is a line.</para>
/// </remarks>
internal struct LineSplitter
{
    /// <summary>A line over this length is cut to it, and the rest up to its LF is dropped.</summary>
    public const int MaxLineLength = 65_535;

    /// <summary>With a smaller buffer than this, an over-long line might look like one that is still to be completed.</summary>
    public const int MinBufferLength = MaxLineLength + 2;

    private bool _started;
    private bool _dropping;

    /// <summary>NULs that were skipped at the start of lines.</summary>
    public long SkippedNuls { get; private set; }

    /// <summary>Bytes of over-long lines that were dropped: all behind the cut, a CR too, but not the LF.</summary>
    public long DroppedBytes { get; private set; }

    /// <summary>Finds the next line from <paramref name="position"/> on.</summary>
    /// <param name="buffer">The bytes at hand; without <paramref name="isFinal"/>, more will follow.</param>
    /// <param name="isFinal">Nothing follows the buffer: a last line without LF is complete.</param>
    /// <param name="position">Moved behind what has been dealt with, also if there is no line.</param>
    /// <param name="start">Where the line starts in the buffer.</param>
    /// <param name="length">Its length; at most <see cref="MaxLineLength"/>.</param>
    /// <param name="wasCut">The line was longer.</param>
    /// <returns>False if the rest of the buffer holds no complete line.</returns>
    public bool TryNext(ReadOnlySpan<byte> buffer, bool isFinal, ref int position, out int start, out int length, out bool wasCut)
    {
        start = position;
        length = 0;
        wasCut = false;
        if ((!_started && !TryStart(buffer, isFinal, ref position)) || (_dropping && !TryDrop(buffer, isFinal, ref position)))
            return false;

        if ((uint)position < (uint)buffer.Length && buffer[position] == 0)
            SkipNuls(buffer, ref position);
        start = position;
        ReadOnlySpan<byte> rest = buffer.Slice(position);
        length = rest.IndexOf((byte)'\n');
        if (length >= 0)
            position += length + 1;
        else if (rest.Length < MinBufferLength && (!isFinal || rest.IsEmpty))
            return false;
        else
        {
            // Either the last line, or one that is over-long even if the last byte should prove to be the CR before its LF.
            length = rest.Length;
            position = buffer.Length;
            _dropping = !isFinal;
        }

        int whole = length;
        if (whole > 0 && rest[whole - 1] == '\r' && !_dropping)
            length--;
        if (length > MaxLineLength)
        {
            DroppedBytes += whole - MaxLineLength;
            length = MaxLineLength;
            wasCut = true;
        }

        return true;
    }

    private bool TryStart(ReadOnlySpan<byte> buffer, bool isFinal, ref int position)
    {
        ReadOnlySpan<byte> mark = "\uFEFF"u8, rest = buffer.Slice(position);
        if (rest.StartsWith(mark))
            position += mark.Length;
        else if (rest.Length < mark.Length && !isFinal && mark.StartsWith(rest))
            return false;
        _started = true;
        return true;
    }

    private bool TryDrop(ReadOnlySpan<byte> buffer, bool isFinal, ref int position)
    {
        int length = buffer.Slice(position).IndexOf((byte)'\n');
        _dropping = length < 0 && !isFinal;
        DroppedBytes += length < 0 ? buffer.Length - position : length;
        position = length < 0 ? buffer.Length : position + length + 1;
        return length >= 0;
    }

    private void SkipNuls(ReadOnlySpan<byte> buffer, ref int position)
    {
        int first = position;
        while ((uint)position < (uint)buffer.Length && buffer[position] == 0)
            position++;
        SkippedNuls += position - first;
    }
}
