namespace MailLog.Routing;

/// <summary>A part of a line that knows where each of its characters stands, also when variables in it were replaced.</summary>
/// <param name="line">The line.</param>
/// <param name="text">The part's text.</param>
/// <param name="start">Where it begins in the line, when no variable was replaced.</param>
/// <param name="positions">Else, where each character comes from, and what stands behind the last.</param>
/// <param name="origins">And of those that came out of a variable, which one: text for a message.</param>
internal sealed class PolicyPart(PolicyLine line, string text, int start, int[]? positions, string?[]? origins = null)
{
    public readonly PolicyLine Line = line;
    public readonly string Text = text;
    private readonly int _start = start;
    private readonly int[]? _positions = positions;
    private readonly string?[]? _origins = origins;

    public int Length => Text.Length;

    /// <summary>The position, from 0, in the line, of a character or of the place behind the last one.</summary>
    public int Position(int index) => _positions is null ? _start + index : _positions[index];

    /// <summary>The variable in whose value a fault lies, told as the end of its message; null when it does not lie in a value alone.</summary>
    public string? Origin(int index)
    {
        if (_origins is null)
            return null;
        string? origin = _origins[index == Length && index > 0 ? index - 1 : index];
        // What is wrong from the first character on may be wrong as a whole.
        for (int i = 0; index == 0 && i < Length; i++)
            if (_origins[i] != origin)
                return null;
        return origin;
    }

    public PolicyPart Slice(int start, int length)
    {
        if (_positions is null)
            return new PolicyPart(Line, Text.Substring(start, length), _start + start, null);
        int[] positions = new int[length + 1];
        Array.Copy(_positions, start, positions, 0, length + 1);
        string?[]? origins = _origins is null ? null : new string?[length + 1];
        if (origins is not null)
            Array.Copy(_origins!, start, origins, 0, length + 1);
        return new PolicyPart(Line, Text.Substring(start, length), 0, positions, origins);
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
