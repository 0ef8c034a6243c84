namespace MailLog.Parsing;

/// <summary>What is to be replaced in a line, in the order of its places. Of two that overlap, the one that came first counts.</summary>
internal sealed class LineEdits
{
    private Edit[] _edits = new Edit[16];

    private readonly struct Edit(int start, int length, byte[] text)
    {
        public readonly int Start = start;
        public readonly int End = start + length;
        public readonly byte[] Text = text;
    }

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Add(int start, int length, byte[] text)
    {
        int at = Count;
        while (at > 0 && _edits[at - 1].Start >= start)
            at--;
        if (length == 0 || (at > 0 && _edits[at - 1].End > start) || (at < Count && _edits[at].Start < start + length))
            return;
        if (Count == _edits.Length)
            Array.Resize(ref _edits, Count * 2);
        Array.Copy(_edits, at, _edits, at + 1, Count - at);
        _edits[at] = new Edit(start, length, text);
        Count++;
    }

    /// <summary>How long a text of a length becomes.</summary>
    public int LengthOf(int length)
    {
        for (int i = 0; i < Count; i++)
            length += _edits[i].Text.Length - (_edits[i].End - _edits[i].Start);
        return length;
    }

    /// <summary>Where a place of the text comes to be: within a part that is replaced, at the end of that.</summary>
    public int Move(int position)
    {
        int moved = position;
        for (int i = 0; i < Count && _edits[i].Start < position; i++)
            moved += _edits[i].Text.Length - (Math.Min(position, _edits[i].End) - _edits[i].Start);
        return moved;
    }

    /// <summary>Writes the text with all replaced, as far as there is room.</summary>
    public void Write(ReadOnlySpan<byte> text, Span<byte> to)
    {
        int from = 0;
        for (int i = 0; i < Count; i++)
        {
            Take(text.Slice(from, _edits[i].Start - from), ref to);
            Take(_edits[i].Text, ref to);
            from = _edits[i].End;
        }
        Take(text.Slice(from), ref to);
    }

    private static void Take(ReadOnlySpan<byte> part, ref Span<byte> to)
    {
        part = part.Slice(0, Math.Min(part.Length, to.Length));
        part.CopyTo(to);
        to = to.Slice(part.Length);
    }
}
