namespace MailLog.Parsing;

/// <summary>A field that a dialect names itself. Within its form it has a number behind those of <see cref="Field"/>, so nobody asks for it but by its name.</summary>
internal sealed record OwnField(string Name, FieldKind Kind)
{
    private const int MaxLength = 64;

    /// <summary>Every line has these beside its fields, and its JSON has them under these names.</summary>
    private static readonly string[] Taken = ["source", "line", "offset", "at", "host", "program", "component", "pid", "event", "form", "ambiguous"];

    public static bool Is(Field field) => (int)field >= FieldNames.All.Length;

    public static int IndexOf(Field field) => (int)field - FieldNames.All.Length;

    /// <summary>The number of the next field that a form names itself.</summary>
    public static Field Number(int index) => (Field)(FieldNames.All.Length + index);

    /// <summary>Why a field cannot have this name; null when it can.</summary>
    public static string? Mistake(string name)
    {
        bool isName = name.Length is > 0 and <= MaxLength && name[0] is >= 'a' and <= 'z';
        foreach (char c in name)
            isName &= c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
        if (!isName)
            return "A field's name is a small letter, then letters A to Z and digits, " + MaxLength + " at most: not '" + name + "'";
        if (Array.IndexOf(Taken, name) >= 0)
            return "Every line has a '" + name + "' of its own: the field needs another name";
        foreach ((_, string known, _) in FieldNames.All)
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
                return "The field is '" + known + "', not '" + name + "'";
        return null;
    }
}
