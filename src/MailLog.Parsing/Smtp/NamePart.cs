using System.Globalization;
using System.Text;

namespace MailLog.Parsing;

/// <summary>A character of a template of names or stamps, or a conversion in it.</summary>
/// <param name="Kind">The letter of strftime; <c>L</c> a character as it is, <c>u</c> the microseconds.</param>
/// <param name="Literal">The character.</param>
/// <param name="Width">Of the microseconds: as many characters at least.</param>
/// <param name="IsPadded">Of the microseconds: with zeros, not blanks.</param>
internal readonly record struct NamePart(char Kind, char Literal = '\0', int Width = 0, bool IsPadded = false)
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    /// <summary>Takes the template of a name, which printf(3) goes over after strftime(3).</summary>
    public static NamePart[] Parse(string template) => Parse(template, isName: true);

    /// <summary>Takes the template of a stamp: strftime(3) alone, with the conversions for the day of the week and the zone.</summary>
    public static NamePart[] ParseStamp(string template) => Parse(template, isName: false);

    private static NamePart[] Parse(string template, bool isName)
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
                parts.Add(isName ? Microseconds(template, ref i) : new NamePart('L', '%'));
            else if (Whole(kind) is { } whole)
                parts.AddRange(Parse(whole, isName));
            else if (Digits(kind) > 0 || kind is 'e' or 's' or 'b' or 'B' || (!isName && (kind is 'a' or 'A' or 'z' or 'Z')))
                parts.Add(new NamePart(kind));
            else
                throw new ArgumentException("A template of " + (isName ? "names" : "stamps") + " has no conversion '%" + kind + "': " + template, nameof(template));
        }
        return [.. parts];
    }

    public void Write(StringBuilder name, DateTimeOffset time)
    {
        if (Kind == 'L')
            name.Append(Literal);
        else if (Kind is 'b' or 'B')
            name.Append(Word(Months, time.Month - 1));
        else if (Kind is 'a' or 'A')
            name.Append(Word(Days, (int)time.DayOfWeek));
        else if (Kind is 'z' or 'Z')
            name.Append(Kind == 'Z' ? "UTC" : time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", ""));
        else if (Kind == 'u')
            name.Append(Text(time.Ticks % TimeSpan.TicksPerSecond / 10).PadLeft(Width, IsPadded ? '0' : ' '));
        else
            name.Append(Kind == 's' ? Text(time.ToUnixTimeSeconds()) : Text(Value(time)).PadLeft(Kind == 'e' ? 2 : Digits(Kind), Kind == 'e' ? ' ' : '0'));
    }

    public bool TryRead(ReadOnlySpan<char> name, ref int position, ref NameTime time)
    {
        if (Kind == 'L')
            return position < name.Length && (name[position] == Literal || (Literal == '/' && name[position] == '\\')) && ++position > 0;
        if (Kind is 'b' or 'B')
            return TryReadMonth(name, ref position, ref time);
        if (Kind is 'a' or 'A')
            return TryReadWord(Days, name, ref position, out _);
        if (Kind == 'z')
            return TryReadOffset(name, ref position, ref time);
        if (Kind == 'Z')
            return TryReadZone(name, ref position);
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

    private bool TryReadMonth(ReadOnlySpan<char> name, ref int position, ref NameTime time)
    {
        if (!TryReadWord(Months, name, ref position, out int month))
            return false;
        time.Set('m', month + 1);
        return true;
    }

    private bool TryReadWord(string[] words, ReadOnlySpan<char> name, ref int position, out int number)
    {
        for (number = 0; number < words.Length; number++)
        {
            ReadOnlySpan<char> word = words[number].AsSpan();
            if (IsShort)
                word = word.Slice(0, 3);
            if (!name.Slice(position).StartsWith(word))
                continue;
            position += word.Length;
            return true;
        }
        return false;
    }

    /// <summary>Reads <c>+0100</c>.</summary>
    private static bool TryReadOffset(ReadOnlySpan<char> name, ref int position, ref NameTime time)
    {
        const int Length = 5;
        if (name.Length - position < Length || name[position] is not ('+' or '-'))
            return false;
        int number = 0;
        for (int i = position + 1; i < position + Length; i++)
        {
            if (name[i] is < '0' or > '9')
                return false;
            number = number * 10 + (name[i] - '0');
        }
        int minutes = number / 100 * 60 + number % 100;
        time.Set('z', name[position] == '-' ? -minutes : minutes);
        position += Length;
        return true;
    }

    /// <summary>Passes over the abbreviation of a zone: what it means depends on who says it.</summary>
    private static bool TryReadZone(ReadOnlySpan<char> name, ref int position)
    {
        int start = position;
        while (position < name.Length && (name[position] is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9' or '+' or '-'))
            position++;
        return position > start;
    }

    private bool IsShort => Kind is 'a' or 'b';

    private string Word(string[] words, int number) => IsShort ? words[number].Substring(0, 3) : words[number];

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
