using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MailLog.Routing;

/// <summary>Names of domains and hosts, and IP addresses, in one spelling each.</summary>
internal static class DomainText
{
    /// <summary>Lower case, without the dot at the end; several are dropped together, so that what is normal stays as it is.</summary>
    public static string Normalize(string domain)
    {
        return domain.ToLowerInvariant().TrimEnd('.');
    }

    /// <summary>Checks that a part is a name; reports the first character that is not of one. Characters beyond ASCII are let through: names need not be in their ASCII form.</summary>
    public static bool Check(PolicyPart part, string what, PolicyReport report)
    {
        string text = part.Text;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isEmptyLabel = c == '.' && (i == 0 || text[i - 1] == '.');
            if (isEmptyLabel)
            {
                report.Error(part, i, "a dot with nothing before it in " + what);
                return false;
            }
            if (!IsOfName(c))
            {
                report.Error(part, i, "'" + Shown(c) + "' cannot be part of " + what);
                return false;
            }
            // As valid_hostname() of Postfix has it.
            if (c == '-' && (i == 0 || text[i - 1] == '.' || i + 1 == text.Length || text[i + 1] == '.'))
            {
                report.Error(part, i, "'-' can stand between other characters only in " + what);
                return false;
            }
        }
        return text.Length > 0;
    }

    /// <summary>Checks that no quote is open, and that no <c>@</c> outside of quotes stands, before the one that ends the local part; -1 stands for none.</summary>
    public static bool HasOneAt(PolicyPart part, int at, PolicyReport report)
    {
        int quote = -1;
        for (int i = 0; i < at; i++)
        {
            char c = part.Text[i];
            if (c == '\\')
                i++;
            else if (c == '"')
                quote = quote < 0 ? i : -1;
            else if (c == '@' && quote < 0)
            {
                report.Error(part, at, "a second \"@\"");
                return false;
            }
        }
        if (quote >= 0)
            report.Error(part, quote, "a quote that is not closed");
        return quote < 0;
    }

    /// <summary>Cannot be seen, or turns the direction of writing: what stands there is not what it looks like. Joiners are letters of some scripts (RFC 5892 appendix A).</summary>
    public static bool IsInvisible(char c) => char.IsControl(c)
        || (char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator && c is not ('\u200C' or '\u200D'));

    /// <summary>An IPv4 address of four decimal numbers, or an IPv6 address, in its usual form; IPv4 in IPv6 is IPv4.</summary>
    public static IPAddress? Address(string text)
    {
        foreach (char c in text)
            if (!(c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F') or ':' or '.'))
                return null;
        bool isV6 = text.Contains(':');
        // What the base library reads beyond this ("1.2", octal numbers) is a name in a mail log, or a mistake.
        if ((!isV6 && !IsDottedQuad(text)) || !IPAddress.TryParse(text, out IPAddress? address))
            return null;
        return isV6 && address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address.AddressFamily == (isV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork) ? address : null;
    }

    /// <summary>Nothing but digits and dots: a name would not look like that.</summary>
    public static bool LooksLikeIPv4(string text)
    {
        foreach (char c in text)
            if (!(c is (>= '0' and <= '9') or '.'))
                return false;
        return text.Length > 0;
    }

    public static string Shown(char c) => IsInvisible(c) ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString();

    private static bool IsOfName(char c)
        => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' || (c >= '\u00a1' && !IsInvisible(c) && !char.IsWhiteSpace(c));

    private static bool IsDottedQuad(string text)
    {
        string[] numbers = text.Split('.');
        if (numbers.Length != 4)
            return false;
        foreach (string number in numbers)
            if (number.Length is 0 or > 3 || !int.TryParse(number, out int value) || value > 255 || (number.Length > 1 && number[0] == '0'))
                return false;
        return true;
    }
}
