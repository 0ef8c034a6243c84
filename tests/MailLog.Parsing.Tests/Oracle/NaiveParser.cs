using System.Text.RegularExpressions;

namespace MailLog.Parsing.Tests;

/// <summary>
/// Postfix's common lines once more, slow and by other means: regular expressions over strings, written from Postfix's sources and manuals. It shares nothing
/// with the library but the names.
/// </summary>
internal static class NaiveParser
{
    private const string ShortId = "[0-9A-F]{6,30}";
    private const string LongId = "[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20}z[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-y]{1,12}";
    private const string Id = "(?<queueId>" + ShortId + "|" + LongId + ")";
    private const string IdOrNone = "(?:NOQUEUE|" + Id + ")";
    private const string Quoted = """
        "(?:[^"\\]|\\.)*"
        """;
    private const string AnyAddress = "(?:" + Quoted + "(?:@[^>]*)?|[^\">]*)";
    private const string CleanAddress = "(?:" + Quoted + "(?:@[^\" <>;,]*)?|[^\" <>;,]*)";
    private const string Client = @"(?<client>\S+)";
    private const string Trailer = @";(?: from=<(?<sender>" + CleanAddress + @")>)?(?: to=<(?<recipient>" + CleanAddress + @")>)?(?: proto=(?<protocol>[^\s,;()<>]+?))?"
        + @"(?: helo=<(?<helo>[^ <>()\\"";@]*)>)?(?: sasl_method=(?<saslMethod>.*?))?(?: sasl_username=(?<saslUsername>.*?))?(?: sasl_sender=(?<saslSender>.*?))?";
    private const string Reply = @"(?:(?<code>[2-5]\d\d) )?(?:(?<dsn>[245]\.\d{1,3}\.\d{1,3}) )?(?<text>.*)";
    private const string Decimal = "[-+0-9.e]+";

    private static readonly string[] Access = ["reject", "reject_warning", "warn", "info", "hold", "delay", "discard", "filter", "redirect", "bcc", "prepend", "hangup", "permit",
        "milter-reject", "milter-hold", "milter-discard", "milter-accept"];

    private static readonly (string[] Programs, string Form, Regex Text)[] Forms =
    [
        (["smtpd"], "smtpd.connect", New("connect from " + Client)),
        (["smtpd"], "smtpd.disconnect", New("disconnect from " + Client + "(?: (?<commands>.*))?")),
        (["smtpd"], "smtpd.client", New(IdOrNone + ": client=(?<client>[^ ,]+)(?:, sasl_method=(?<saslMethod>.*?))?(?:, sasl_username=(?<saslUsername>.*?))?"
            + @"(?:, sasl_sender=(?<saslSender>.*?))?(?:, orig_queue_id=(?<originalQueueId>[^\s,]+))?(?:, orig_client=(?<originalClient>\S+))?")),
        (["smtpd", "cleanup"], "verdict.access", New(IdOrNone + ": (?<action>" + string.Join('|', Access) + @"): (?<stage>\S+) from (?<client>[^ ]+?): " + Reply + Trailer)),
        (["smtpd"], "verdict.proxy", New(@"proxy-(?<action>accept|reject): (?<stage>\S+): " + Reply + Trailer)),
        (["cleanup"], "cleanup.message-id", New(Id + ": message-id=(?<messageId>.*)")),
        (["pickup"], "pickup", New(Id + @": uid=(?<uid>\d+) from=<(?<sender>" + AnyAddress + @")>(?: orig_id=(?<originalQueueId>[^\s,;()<>]+))?")),
        (["qmgr", "oqmgr", "nqmgr"], "qmgr.active", New(Id + ": from=<(?<sender>" + AnyAddress + @")>, size=(?<size>\d+), nrcpt=(?<recipientCount>\d+) \(queue (?<reason>.*)\)")),
        (["qmgr", "oqmgr", "nqmgr"], "qmgr.removed", New(Id + ": (?<action>removed)")),
        (["smtp", "lmtp", "local", "virtual", "pipe", "error", "retry", "discard", "qmgr", "oqmgr", "nqmgr", "cleanup"], "delivery", New(Id + ": to=<(?<recipient>" + AnyAddress
            + ")>(?:, orig_to=<(?<original>" + AnyAddress + @")>)?, relay=(?<relay>.*?)(?:, conn_use=(?<connectionUse>\d+))?, delay=(?<delay>" + Decimal + ")"
            + "(?:, delays=(?<delays>[-+0-9.e/]+))?(?:, tls=(?<tls>[^,]+))?, dsn=(?<dsn>[245][.][0-9]{1,3}[.][0-9]{1,3}), "
            + @"status=(?<status>\S+) \((?<response>.*)\)")),
        (["bounce", "defer", "trace"], "bounce.notification", New(Id
            + @": (?<notice>(?:sender|postmaster) non-delivery|(?:sender|postmaster) delay|sender delivery status) notification: (?<notification>[^\s,;()<>]+)")),
    ];

    /// <summary>Every form that this parser knows.</summary>
    public static IEnumerable<string> Names => Forms.Select(f => f.Form);

    /// <summary>The form and the fields that are there; no form when the message is of none of those known here.</summary>
    public static (string Form, SortedDictionary<string, string> Fields) Parse(string program, string message)
    {
        foreach ((string[] programs, string form, Regex text) in Forms)
        {
            if (!programs.Contains(program) || text.Match(message) is not { Success: true } match)
                continue;
            var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (Group group in match.Groups)
                if (group.Success && !char.IsDigit(group.Name[0]))
                    fields[group.Name] = group.Value;
            return (form, fields);
        }
        return ("", []);
    }

    private static Regex New(string pattern) => new("^" + pattern.Trim() + @"\z", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
}
