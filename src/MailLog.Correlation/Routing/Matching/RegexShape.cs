using System.Globalization;

namespace MailLog.Routing;

/// <summary>
/// Looks at a regular expression before the framework does. A bracket without partner: the framework's message names the end of the expression, which helps nobody. Counts
/// inside of counts: <c>((a?){99}){99}</c> goes forward ten thousand times without a step back, and only at steps back does the framework look at the time.
/// </summary>
internal sealed class RegexShape
{
    /// <summary>Enough for a domain, letter by letter: 127 labels of 63.</summary>
    private const long MaxRepetitions = 10_000;

    private readonly string _pattern;

    /// <summary>Of each group that is open, where it began, and how often the most repeated thing in it is repeated.</summary>
    private readonly Stack<(int Start, long Repetitions)> _groups = new();

    private long _repetitions = 1;

    private RegexShape(string pattern) => _pattern = pattern;

    /// <summary>What is wrong, and where; null when nothing is.</summary>
    public static string? FindFault(string pattern, out int offset) => new RegexShape(pattern).Find(out offset);

    private string? Find(out int offset)
    {
        int i = 0;
        while (i < _pattern.Length)
        {
            offset = i;
            long inner = 1;
            switch (_pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    i = ClassEnd(i);
                    if (i < 0)
                        return "missing ]";
                    break;
                case '(':
                    _groups.Push((i, _repetitions));
                    _repetitions = 1;
                    i++;
                    continue;
                case ')' when _groups.Count == 0:
                    return ") without (";
                case ')':
                    inner = _repetitions;
                    _repetitions = _groups.Pop().Repetitions;
                    break;
            }
            i++;
            _repetitions = Math.Max(_repetitions, inner * Count(i));
            if (_repetitions > MaxRepetitions)
            {
                offset = i;
                return "more than " + MaxRepetitions.ToString(CultureInfo.InvariantCulture) + " repetitions inside of each other";
            }
        }
        offset = _groups.Count > 0 ? _groups.Peek().Start : 0;
        return _groups.Count > 0 ? "missing )" : null;
    }

    /// <summary>The larger number of <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c> at a place; 1 when there is none.</summary>
    private long Count(int start)
    {
        if (start >= _pattern.Length || _pattern[start] != '{')
            return 1;
        int end = _pattern.IndexOf('}', start);
        long count = 1;
        foreach (string number in end < 0 ? [] : _pattern.Substring(start + 1, end - start - 1).Split(','))
            if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
                count = Math.Max(count, Math.Min(value, MaxRepetitions + 1));
        return count;
    }

    /// <summary>A <c>]</c> that stands first is one of the characters.</summary>
    private int ClassEnd(int start)
    {
        int i = start + 1;
        if (i < _pattern.Length && _pattern[i] == '^')
            i++;
        if (i < _pattern.Length && _pattern[i] == ']')
            i++;
        for (; i < _pattern.Length; i++)
        {
            if (_pattern[i] == '\\')
                i++;
            else if (_pattern[i] == ']')
                return i;
        }
        return -1;
    }
}
