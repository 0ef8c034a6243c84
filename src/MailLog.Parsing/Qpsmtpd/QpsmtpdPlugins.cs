using System.Text;

namespace MailLog.Parsing;

/// <summary>Names of qpsmtpd's plugins: escaped in the log (<c>Plugin.pm</c>: <c>_2d</c> for a minus, <c>::</c> for a slash), and changed in its history (<c>registry.txt</c>).</summary>
internal static class QpsmtpdPlugins
{
    public static string NameOf(ReadOnlySpan<byte> logged)
    {
        var name = new StringBuilder(logged.Length);
        for (int i = 0; i < logged.Length; i++)
        {
            // Behind a slash, a digit is escaped as well.
            if (logged[i] == '_' && i + 2 < logged.Length && Hex(logged[i + 1]) is >= 0 and int high && Hex(logged[i + 2]) is >= 0 and int low
                && (IsEscaped((char)(high * 16 + low)) || (high == 3 && low <= 9 && name.Length > 0 && name[name.Length - 1] == '/')))
            {
                name.Append((char)(high * 16 + low));
                i += 2;
            }
            else if (logged[i] == ':' && i + 1 < logged.Length && logged[i + 1] == ':')
            {
                name.Append('/');
                i++;
            }
            else
            {
                name.Append((char)logged[i]);
            }
        }
        string text = name.ToString();
        foreach ((string old, string now) in Renamed)
            if (text == old)
                return now;
        return text;
    }

    /// <summary>Only what no name of a Perl package can hold is escaped: <c>count_unrecognized</c> holds no escape.</summary>
    private static bool IsEscaped(char c) => c is > ' ' and < (char)127 && !char.IsLetterOrDigit(c) && c != '_';

    private static int Hex(byte b) => Utf8.IsDigit(b) ? b - '0' : b is >= (byte)'a' and <= (byte)'f' ? b - 'a' + 10 : -1;

    /// <summary>Names that no plugin has any more. registry.txt has three more (<c>noop_counter</c>…), but so the plugins are named to this day.</summary>
    private static readonly (string Old, string Now)[] Renamed =
    [
        ("check_badmailfrom", "badmailfrom"),
        ("check_badmailfrom_patterns", "badmailfrom"),
        ("check_badmailfromto", "badmailfromto"),
        ("check_badrcptto", "badrcptto"),
        ("check_badrcptto_patterns", "badrcptto"),
        ("check_bogus_bounce", "bogus_bounce"),
        ("check_basicheaders", "headers"),
        ("check_earlytalker", "earlytalker"),
        ("check_loop", "loop"),
        ("check_norelay", "relay"),
        ("check_relay", "relay"),
        ("relay_only", "relay"),
        ("check_spamhelo", "helo"),
        ("require_resolvable_fromhost", "resolvable_fromhost"),
        ("dnsbl_or_naughty", "naughty"),
        ("queue/smtp-queue", "queue/smtp-forward"),
    ];
}
