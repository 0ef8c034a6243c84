using System.Globalization;
using System.Text;

namespace MailLog.Routing;

/// <summary>What is wrong with a policy, or looks wrong, and where.</summary>
public sealed class PolicyError
{
    internal PolicyError(string file, int line, int column, string message, bool isWarning, string source)
    {
        File = file;
        Line = line;
        Column = column;
        Message = message;
        IsWarning = isWarning;
        Source = source;
    }

    /// <summary>Name of the file.</summary>
    public string File { get; }

    /// <summary>Number of the line, from 1.</summary>
    public int Line { get; }

    /// <summary>Where in the line, in characters (code points of Unicode) from 1; one behind the last when something is missing at the end.</summary>
    public int Column { get; }

    /// <summary>What is wrong, in a line of English.</summary>
    public string Message { get; }

    /// <summary>The policy can be used, but hardly says what was meant.</summary>
    public bool IsWarning { get; }

    /// <summary>The line as it stands in the file, without its end.</summary>
    public string Source { get; }

    /// <summary>Three lines: <c>file:line:column: message</c>, the line of the file, and a caret below the place.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(File).Append(':').Append(Line.ToString(CultureInfo.InvariantCulture)).Append(':').Append(Column.ToString(CultureInfo.InvariantCulture))
            .Append(": ").Append(IsWarning ? "warning: " : "").Append(Message).Append("\n  ");
        foreach (char c in Source)
            text.Append(char.IsControl(c) && c != '\t' ? '\uFFFD' : c);
        text.Append("\n  ");
        return text.Append(TextWidth.Blank(Source, Column - 1)).Append('^').ToString();
    }
}
