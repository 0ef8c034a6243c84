using System.Globalization;
using System.Text;

namespace MailLog.Parsing;

/// <summary>A character of a name template, or a conversion in it.</summary>
/// <param name="Kind">The letter of strftime; <c>L</c> a character as it is, <c>u</c> the microseconds.</param>
/// <param name="Literal">The character.</param>
/// <param name="Width">Of the microseconds: as many characters at least.</param>
/// <param name="IsPadded">Of the microseconds: with zeros, not blanks.</param>
internal readonly record struct NamePart(char Kind, char Literal = '\0', int Width = 0, bool IsPadded = false)
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static NamePart[] Parse(string template)
    {
        var parts = new List<NamePart>();
        for (int i = 0; i < template.Length; i++)
        {
            if (template[i] != '%')
            {
                parts.Add(new NamePart('L', template[i]));
                continue;
            }
            char kind = ++i < template.Length ? template[i] : '\0';
            if (kind == '%')
                parts.Add(Microseconds(template, ref i));
            else if (Whole(kind) is { } whole)
                parts.AddRange(Parse(whole));
            else if (Digits(kind) > 0 || kind is 'e' or 's' or 'b' or 'B')
                parts.Add(new NamePart(kind));
            else
                throw new ArgumentException("A template of names has no conversion '%" + kind + "': " + template, nameof(template));
        }
        return [.. parts];
    }

    public void Write(StringBuilder name, DateTimeOffset time)
    {
        if (Kind == 'L')
            name.Append(Literal);
        else if (Kind is 'b' or 'B')
            name.Append(Kind == 'b' ? Months[time.Month - 1].Substring(0, 3) : Months[time.Month - 1]);
        else if (Kind == 'u')
            name.Append(Text(time.Ticks % TimeSpan.TicksPerSecond / 10).PadLeft(Width, IsPadded ? '0' : ' '));
        else
            name.Append(Kind == 's' ? Text(time.ToUnixTimeSeconds()) : Text(Value(time)).PadLeft(Kind == 'e' ? 2 : Digits(Kind), Kind == 'e' ? ' ' : '0'));
    }

    public bool TryRead(string name, ref int position, ref NameTime time)
    {
        if (Kind == 'L')
            return position < name.Length && (name[position] == Literal || (Literal == '/' && name[position] == '\\')) && ++position > 0;
        if (Kind is 'b' or 'B')
            return TryReadMonth(name, ref position, ref time);
        int start = position;
        if (Kind == 'e' || (Kind == 'u' && !IsPadded))
            while (position < name.Length && name[position] == ' ' && position - start < Math.Max(2, Width) - 1)
                position++;
        int digits = Digits(Kind), least = Kind is 'u' ? Width : digits, first = position;
        long value = 0;
        while (position < name.Length && name[position] is >= '0' and <= '9' && position - start < (Kind == 'e' ? 2 : Kind == 'u' ? Math.Max(Width, 6) : digits > 0 ? digits : 12))
            value = value * 10 + (name[position++] - '0');
        if (position == first || position - start < (Kind == 'e' ? 2 : least))
            return false;
        time.Set(Kind == 'e' ? 'd' : Kind, value);
        return true;
    }

    private bool TryReadMonth(string name, ref int position, ref NameTime time)
    {
        for (int month = 1; month <= Months.Length; month++)
        {
            string word = Kind == 'b' ? Months[month - 1].Substring(0, 3) : Months[month - 1];
            if (string.CompareOrdinal(name, position, word, 0, word.Length) != 0)
                continue;
            position += word.Length;
            time.Set('m', month);
            return true;
        }
        return false;
    }

    /// <summary>What stands behind <c>%%</c> is printf's.</summary>
    private static NamePart Microseconds(string template, ref int position)
    {
        int i = position + 1;
        if (i + 1 < template.Length && template[i] == '%' && template[i + 1] == '%')
        {
            position = i + 1;
            return new NamePart('L', '%');
        }
        bool isPadded = i < template.Length && template[i] == '0';
        int width = 0;
        for (; i < template.Length && template[i] is >= '0' and <= '9' && width < 100; i++)
            width = width * 10 + (template[i] - '0');
        if (i >= template.Length || template[i] != 'd' || width > 20)
            throw new ArgumentException("In a template of names, '%%' is followed by '07d' or the like, for the microseconds: " + template, nameof(template));
        position = i;
        return new NamePart('u', Width: width, IsPadded: isPadded);
    }

    /// <summary>Conversions that stand for several.</summary>
    private static string? Whole(char kind) => kind switch
    {
        'F' => "%Y-%m-%d",
        'T' => "%H:%M:%S",
        'R' => "%H:%M",
        'D' => "%m/%d/%y",
        'h' => "%b",
        _ => null,
    };

    private static int Digits(char kind) => kind switch
    {
        'Y' => 4,
        'j' => 3,
        'C' or 'y' or 'm' or 'd' or 'H' or 'M' or 'S' => 2,
        _ => 0,
    };

    private int Value(DateTimeOffset time) => Kind switch
    {
        'Y' => time.Year,
        'C' => time.Year / 100,
        'y' => time.Year % 100,
        'm' => time.Month,
        'd' or 'e' => time.Day,
        'j' => time.DayOfYear,
        'H' => time.Hour,
        'M' => time.Minute,
        _ => time.Second,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
