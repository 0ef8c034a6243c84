using System.Text;

namespace MailLog.Routing;

/// <summary>The variables of transport-defs.</summary>
internal sealed class PolicyVariables
{
    private readonly Dictionary<string, Definition> _byName = new(StringComparer.Ordinal);
    private readonly List<Definition> _inOrder = [];

    /// <summary>Names and values, in the order of the file.</summary>
    public IEnumerable<(string Name, string Value)> All => _inOrder.Select(d => (d.Name.Text, d.Value));

    public void Parse(PolicyText file, PolicyReport report)
    {
        foreach (PolicyLine line in PolicyLine.Entries(file))
        {
            int position = 0;
            PolicyPart name = line.Word(ref position), value = line.Rest(position);
            int length = NameLength(name.Text, 0);
            if (length < name.Length)
                report.Error(name, length, "'" + DomainText.Shown(name.Text[length]) + "' cannot be part of a variable's name");
            else if (value.Length == 0)
                report.Error(value, 0, "value missing");
            else if (_byName.TryGetValue(name.Text, out Definition? first))
                report.Error(name, 0, "variable \"" + name.Text + "\" is already defined in line " + first.Name.Line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            else
                _inOrder.Add(_byName[name.Text] = new Definition(name, value.Text));
        }
    }

    /// <summary>
    /// Puts values in the place of names, the longest name that can be read; what is put in is not looked at again. A <c>$</c> with no name behind it is a <c>$</c>. Null when a
    /// variable is not defined.
    /// </summary>
    public PolicyPart? Expand(PolicyPart part, PolicyReport report)
    {
        if (!HasVariables(part.Text))
            return part;
        var text = new StringBuilder();
        var positions = new List<int>();
        var origins = new List<string?>();
        bool isWhole = true;
        for (int i = 0; i < part.Length; i++)
        {
            int length = part.Text[i] == '$' ? NameLength(part.Text, i + 1) : 0;
            if (length == 0)
            {
                text.Append(part.Text[i]);
                positions.Add(part.Position(i));
                origins.Add(null);
                continue;
            }
            string name = part.Text.Substring(i + 1, length);
            if (_byName.TryGetValue(name, out Definition? definition))
            {
                definition.IsUsed = true;
                text.Append(definition.Value);
                positions.AddRange(Enumerable.Repeat(part.Position(i), definition.Value.Length));
                origins.AddRange(Enumerable.Repeat<string?>(definition.Origin, definition.Value.Length));
            }
            else
            {
                report.Error(part, i, "undefined variable \"" + name + "\"");
                isWhole = false;
            }
            i += length;
        }
        positions.Add(part.Position(part.Length));
        // Something missing at the end is missing in the value that ends there.
        origins.Add(origins.Count > 0 ? origins[origins.Count - 1] : null);
        return isWhole ? new PolicyPart(part.Line, text.ToString(), 0, [.. positions], [.. origins]) : null;
    }

    public static bool HasVariables(string text)
    {
        for (int i = text.IndexOf('$'); i >= 0; i = text.IndexOf('$', i + 1))
            if (NameLength(text, i + 1) > 0)
                return true;
        return false;
    }

    public void WarnOfUnused(PolicyReport report)
    {
        foreach (Definition definition in _inOrder)
            if (!definition.IsUsed)
                report.Warn(definition.Name, 0, "variable \"" + definition.Name.Text + "\" is never used");
    }

    private static int NameLength(string text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_')
            end++;
        return end - start;
    }

    private sealed class Definition(PolicyPart name, string value)
    {
        public readonly PolicyPart Name = name;
        public readonly string Value = value;
        public readonly string Origin = " in the value of variable \"" + name.Text + "\" (" + name.Line.File.Name + ":" + name.Line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")";
        public bool IsUsed;
    }
}
