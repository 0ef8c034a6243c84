namespace MailLog.Routing;

/// <summary>A part of a line that knows where each of its characters stands, also when variables in it were replaced.</summary>
internal sealed class PolicyPart(PolicyLine line, string text, int start, int[]? positions)
{
    public readonly PolicyLine Line = line;
    public readonly string Text = text;
    private readonly int _start = start;
    private readonly int[]? _positions = positions;

    public int Length => Text.Length;

    /// <summary>The column, from 1, of a character, or of the place behind the last one.</summary>
    public int Column(int index) => (_positions is null ? _start + index : _positions[index]) + 1;

    /// <summary>The position, from 0, in the line.</summary>
    public int Position(int index) => Column(index) - 1;

    public PolicyPart Slice(int start, int length)
    {
        if (_positions is null)
            return new PolicyPart(Line, Text.Substring(start, length), _start + start, null);
        int[] positions = new int[length + 1];
        Array.Copy(_positions, start, positions, 0, length + 1);
        return new PolicyPart(Line, Text.Substring(start, length), 0, positions);
    }

    public PolicyPart Slice(int start) => Slice(start, Length - start);

    /// <summary>Without the white space around it.</summary>
    public PolicyPart Trim()
    {
        int start = 0, end = Length;
        while (start < end && PolicyLine.IsSpace(Text[start]))
            start++;
        while (end > start && PolicyLine.IsSpace(Text[end - 1]))
            end--;
        return Slice(start, end - start);
    }
}
