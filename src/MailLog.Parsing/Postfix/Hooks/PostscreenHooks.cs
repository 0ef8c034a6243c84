using static MailLog.Parsing.HookMethods;

namespace MailLog.Parsing;

/// <summary>What sits before smtpd.</summary>
internal static class PostscreenHooks
{
    private const string Rejected = "NOQUEUE: reject: RCPT from [CLIENT]:PORT: ";
    private const string Actions = "ignore, enforce (refuse every recipient), drop";

    public static readonly PostfixHook[] Rows =
    [
        Row("A1", "CONNECT RCPT", "postscreen_access_list", Table, "permit, reject (drop or enforce)", "ALLOWLISTED|DENYLISTED [CLIENT]:PORT; " + Rejected + "550 5.3.2 Service currently unavailable",
            "postscreen_access_list, postscreen_denylist_action", "Old words: WHITELISTED, BLACKLISTED (respectful_logging=no). Usually cidr:.", VerdictRestriction.ClientHost),
        Row("A2", "CONNECT RCPT", "postscreen_dnsbl_sites", Dns, Actions, "DNSBL rank N for [CLIENT]:PORT; dnsblog: addr CLIENT listed by domain LIST as ADDRESS; "
            + Rejected + "550 5.7.1 Service unavailable; client [CLIENT] blocked using LIST",
            "postscreen_dnsbl_sites, postscreen_dnsbl_threshold, postscreen_dnsbl_action, postscreen_dnsbl_reply_map", "Asked through dnsblog.", VerdictRestriction.ClientHost),
        Row("A3", "CONNECT RCPT", "postscreen_greet_action", Compiled, Actions, "PREGREET N after SECONDS from [CLIENT]:PORT: TEXT; " + Rejected + "550 5.5.1 Protocol error",
            "postscreen_greet_action, postscreen_greet_wait, postscreen_greet_banner", "The client spoke before the banner."),
        Row("A4", "RCPT", "postscreen_pipelining_enable", Compiled, "refuses once with 450, then lets pass", Rejected + "450 4.3.2 Service currently unavailable",
            "postscreen_pipelining_enable", "A client that passes a test in the dialogue has to come again."),
        Row("A4", "RCPT", "postscreen_pipelining_action", Compiled, Actions, "COMMAND PIPELINING from [CLIENT]:PORT after COMMAND: TEXT; " + Rejected + "550 5.5.1 Protocol error",
            "postscreen_pipelining_enable, postscreen_pipelining_action"),
        Row("A4", "RCPT", "postscreen_non_smtp_command_enable", Compiled, "refuses once with 450, then lets pass", Rejected + "450 4.3.2 Service currently unavailable",
            "postscreen_non_smtp_command_enable"),
        Row("A4", "RCPT", "postscreen_non_smtp_command_action", Compiled, Actions, "NON-SMTP COMMAND from [CLIENT]:PORT after COMMAND: TEXT; " + Rejected + "550 5.5.1 Protocol error",
            "postscreen_non_smtp_command_enable, postscreen_non_smtp_command_action, postscreen_forbidden_commands"),
        Row("A4", "RCPT", "postscreen_bare_newline_enable", Compiled, "refuses once with 450, then lets pass", Rejected + "450 4.3.2 Service currently unavailable", "postscreen_bare_newline_enable"),
        Row("A4", "RCPT", "postscreen_bare_newline_action", Compiled, Actions, "BARE NEWLINE from [CLIENT]:PORT after COMMAND; " + Rejected + "550 5.5.1 Protocol error",
            "postscreen_bare_newline_enable, postscreen_bare_newline_action"),
        Row("A4", "CONNECT", "postscreen_client_connection_count_limit", Compiled, "reject", "NOQUEUE: reject: CONNECT from [CLIENT]:PORT: too many connections",
            "postscreen_client_connection_count_limit", "", VerdictRestriction.ClientHost),
        Row("A4", "CONNECT", "postscreen_post_queue_limit", Compiled, "reject", "NOQUEUE: reject: CONNECT from [CLIENT]:PORT: all server ports busy", "postscreen_post_queue_limit",
            "", VerdictRestriction.ClientHost),
        Row("A4", "CONNECT", "postscreen_pre_queue_limit", Compiled, "reject", "reject: connect from [CLIENT]:PORT: all screening ports busy", "postscreen_pre_queue_limit",
            "", VerdictRestriction.ClientHost),
        Row("A4", "", "postscreen_command_time_limit", Compiled, "hang up", "COMMAND TIME|COUNT|LENGTH LIMIT from [CLIENT]:PORT after COMMAND",
            "postscreen_command_time_limit, postscreen_command_count_limit, line_length_limit"),
        Row("A6", "CONNECT RCPT", "postscreen_allowlist_interfaces", Compiled, "no pass at these addresses", "ALLOWLIST VETO [CLIENT]:PORT; " + Rejected + "450 4.3.2 Service currently unavailable",
            "postscreen_allowlist_interfaces", "Older name: postscreen_whitelist_interfaces. Whoever passed: PASS NEW|OLD [CLIENT]:PORT, and smtpd gets the connection."),
    ];

    private static PostfixHook Row(string place, string stages, string name, HookMethods methods, string actions, string lineForm, string configuredIn, string note = "",
        VerdictRestriction restriction = VerdictRestriction.None) => new(place, "postscreen", stages, name, methods, actions, lineForm, configuredIn, note, restriction);
}
