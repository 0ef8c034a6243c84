using System.Globalization;
using System.Text;

namespace MailLog.Cli.Tests;

/// <summary>Mails of one recipient each, a minute apart.</summary>
internal static class SmallLog
{
    public static string Id(int mail) => $"A{mail:D9}";

    public static string Mail(int mail, string host = "mx") => Begin(mail, host) + End(mail, host);

    /// <summary>The mail is in the queue.</summary>
    public static string Begin(int mail, string host = "mx") => Lines(mail, 0, host,
        $"smtpd[{mail}]: connect from c{mail}.example[192.0.2.{mail}]",
        $"smtpd[{mail}]: {Id(mail)}: client=c{mail}.example[192.0.2.{mail}], sasl_method=PLAIN, sasl_username=user{mail}",
        $"cleanup[20]: {Id(mail)}: message-id=<{mail}@a.example>",
        $"qmgr[30]: {Id(mail)}: from=<s{mail}@a.example>, size=500, nrcpt=1 (queue active)",
        $"smtpd[{mail}]: disconnect from c{mail}.example[192.0.2.{mail}] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");

    /// <summary>Odd mails are delivered, even ones bounce.</summary>
    public static string End(int mail, string host = "mx") => Lines(mail, 30, host,
        $"smtp[40]: {Id(mail)}: to=<r{mail}@b.example>, orig_to=<alias{mail}@b.example>, relay=mx[192.0.2.99]:25, delay=1.5, delays=0.1/0/0.4/1, "
            + (mail % 2 == 1 ? "dsn=2.0.0, status=sent (250 2.0.0 Ok)" : "dsn=5.1.1, status=bounced (host mx[192.0.2.99] said: 550 5.1.1 no such user (in reply to RCPT TO command))"),
        $"qmgr[30]: {Id(mail)}: removed");

    private static string Lines(int minute, int second, string host, params string[] texts)
    {
        var text = new StringBuilder();
        foreach (string line in texts)
            text.Append(new DateTime(2026, 11, 20, 10, minute % 60, second++).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)).Append("+00:00 ").Append(host).Append(" postfix/").Append(line).Append('\n');
        return text.ToString();
    }
}
