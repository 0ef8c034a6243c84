using System.Text;

namespace MailLog.Cli.Tests;

/// <summary>Mails whose every field is written by somebody who wants to get into the page.</summary>
internal static class HostileLog
{
    /// <summary>What the strings do if they are ever taken for markup or script.</summary>
    public static readonly string[] Texts =
    [
        "<script>window.hacked=1</script>", "</script><script>window.hacked=1</script>", "</style><script>window.hacked=1</script>", "\"><img/src=x onerror=window.hacked=1>", "'onmouseover='window.hacked=1",
        "--><svg/onload=window.hacked=1>", "]]><b>x</b>", "</details></body></html><iframe/src=javascript:window.hacked=1>", "&lt;script&gt;window.hacked=1&lt;/script&gt;", "&#60;b&#62;", "<!--", "<![CDATA[",
        "javascript:window.hacked=1", "http://evil.example/x.js", "{{7*7}}${7*7}", "\u202Eevil\u2066", "\u0085\u2028\u2029", "\uFFFE\uFFFF", "\u0000\u0001\u001b[2J\u007f", "\ud83d\ude00\u0301", "a\tb", "<" + new string('a', 3000),
    ];

    public static byte[] Lines
    {
        get
        {
            var log = new List<byte>();
            int mail = 0;
            foreach (string text in Texts)
                log.AddRange(Encoding.UTF8.GetBytes(Mail(++mail, text)));
            // Bytes that are no UTF-8: an overlong '<', a lone byte, half a character.
            foreach (byte[] bytes in (byte[][])[[0xC0, 0xBC], [0xFF], [0xE2, 0x80], [0xED, 0xA0, 0x80]])
                log.AddRange(Encoding.Latin1.GetBytes(Mail(++mail, Encoding.Latin1.GetString(bytes))));
            return [.. log];
        }
    }

    private static string Mail(int mail, string text)
    {
        string log = SmallLog.Mail(mail).Replace($"<{mail}@a.example>", $"<{text}@m>", StringComparison.Ordinal).Replace($"s{mail}@a.example", text + "@s", StringComparison.Ordinal)
            .Replace($"r{mail}@b.example", text + "@r", StringComparison.Ordinal).Replace($"alias{mail}@b.example", text + "@o", StringComparison.Ordinal).Replace("no such user", text, StringComparison.Ordinal)
            .Replace("250 2.0.0 Ok", "250 2.0.0 Ok " + text, StringComparison.Ordinal).Replace($"sasl_username=user{mail}", "sasl_username=" + text, StringComparison.Ordinal).Replace("relay=mx[", "relay=" + text.Replace(' ', '_') + "[", StringComparison.Ordinal)
            .Replace($"c{mail}.example[", text.Replace(' ', '_') + "[", StringComparison.Ordinal);
        string refused = $"2026-11-20T10:{mail:D2}:40+00:00 mx postfix/smtpd[{mail}]: NOQUEUE: reject: RCPT from {text.Replace(' ', '_')}[192.0.2.1]: 554 5.7.1 <{text}>: {text}; from=<{text}@s> to=<{text}@r> proto=ESMTP helo=<{text}>\n";
        return log + refused;
    }
}
