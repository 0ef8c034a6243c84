using System.Text;

namespace MailLog.Cli;

/// <summary>A text to look for, whatever the case of its letters A to Z.</summary>
internal sealed class PmgSearch
{
    private readonly byte[] _text;

    public PmgSearch(string text)
    {
        _text = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < _text.Length; i++)
            _text[i] = ToLower(_text[i]);
    }

    public bool IsIn(ReadOnlySpan<byte> line)
    {
        if (_text.Length == 0)
            return true;
        byte lower = _text[0], upper = lower is >= (byte)'a' and <= (byte)'z' ? (byte)(lower - 32) : lower;
        while (line.Length >= _text.Length)
        {
            int at = line[..(line.Length - _text.Length + 1)].IndexOfAny(lower, upper);
            if (at < 0)
                return false;
            if (StartsWith(line[at..]))
                return true;
            line = line[(at + 1)..];
        }
        return false;
    }

    private bool StartsWith(ReadOnlySpan<byte> line)
    {
        for (int i = 1; i < _text.Length; i++)
            if (ToLower(line[i]) != _text[i])
                return false;
        return true;
    }

    private static byte ToLower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b;
}
