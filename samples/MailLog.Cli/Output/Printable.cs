using System.Text;

namespace MailLog.Cli;

/// <summary>Text for a terminal: log text is written by strangers, so what would steer the terminal is shown instead of sent.</summary>
internal static class Printable
{
    public static string Of(string text)
    {
        if (!text.Any(Steers))
            return text;
        var safe = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (Steers(c))
                safe.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else
                safe.Append(c);
        }
        return safe.ToString();
    }

    /// <summary>Control characters, line separators, and what turns the direction of writing.</summary>
    private static bool Steers(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
