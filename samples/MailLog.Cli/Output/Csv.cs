using System.Text;

namespace MailLog.Cli;

/// <summary>Lines for spreadsheets (RFC 4180).</summary>
internal static class Csv
{
    public static string Line(params ReadOnlySpan<string?> fields)
    {
        var line = new StringBuilder();
        for (int i = 0; i < fields.Length; i++)
            line.Append(i == 0 ? "" : ",").Append(Field(fields[i] ?? ""));
        return line.Append("\r\n").ToString();
    }

    /// <summary>A stranger's text must not be a formula to a spreadsheet, nor end its field.</summary>
    public static string Field(string text)
    {
        text = Printable.Of(text);
        if (text is ['=' or '+' or '-' or '@', ..])
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"") ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }
}
