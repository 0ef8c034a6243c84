using static MailLog.Parsing.HookMethods;

namespace MailLog.Parsing;

/// <summary>What sits in smtpd: restrictions by their class, then all that is no restriction.</summary>
internal static class SmtpdHooks
{
    private const string AccessActions = "access(5): REJECT, 4NN, 5NN, DEFER, DEFER_IF_PERMIT, DEFER_IF_REJECT, HOLD, DISCARD, REDIRECT, FILTER, BCC, PREPEND, INFO, WARN, OK, restrictions";
    private const string Every = "CONNECT HELO EHLO MAIL RCPT DATA END-OF-MESSAGE ETRN VRFY";
    private const string AnyList = "any smtpd_*_restrictions";

    public static readonly PostfixHook[] Rows =
    [
        .. Tables("B1", "CONNECT RCPT", VerdictRestriction.ClientHost, "<CLIENT>: Client host", "smtpd_client_restrictions and later lists", HookSets.ClientTables),
        .. Tables("B1", "CONNECT RCPT", VerdictRestriction.UnverifiedClientHost, "<NAME>: Unverified Client host", "smtpd_client_restrictions and later lists", HookSets.ReverseClientTables),
        .. Tables("B1", "CONNECT RCPT", VerdictRestriction.ClientCertificate, "<FINGERPRINT>: Client certificate", "smtpd_client_restrictions and later lists", "check_ccert_access"),
        .. Tables("B1", "MAIL RCPT", VerdictRestriction.SaslLoginName, "<USER>: SASL login name", "smtpd_client_restrictions and later lists", "check_sasl_access"),
        Check("B1", "CONNECT RCPT", VerdictRestriction.ClientHost, "reject_unknown_client_hostname", Dns, "Client host rejected: cannot find your hostname, [ADDRESS]",
            "smtpd_client_restrictions and later lists, unknown_client_reject_code"),
        Check("B1", "CONNECT RCPT", VerdictRestriction.ClientHost, "reject_unknown_reverse_client_hostname", Dns, "Client host rejected: cannot find your reverse hostname, [ADDRESS]",
            "smtpd_client_restrictions and later lists, unknown_client_reject_code"),
        BlockList("B1", "CONNECT RCPT", VerdictRestriction.ClientHost, "reject_rbl_client", "Client host [ADDRESS]"),
        BlockList("B1", "CONNECT RCPT", VerdictRestriction.ClientHost, "reject_rhsbl_client", "Client host [NAME]"),
        BlockList("B1", "CONNECT RCPT", VerdictRestriction.UnverifiedClientHost, "reject_rhsbl_reverse_client", "Unverified Client host [NAME]"),
        Permit("permit", Compiled, AnyList),
        Permit("permit_mynetworks", Table, "mynetworks"),
        Permit("permit_inet_interfaces", Compiled, "inet_interfaces"),
        Permit("permit_sasl_authenticated", Sasl, "smtpd_sasl_auth_enable"),
        Permit("permit_tls_clientcerts", Table, "relay_clientcerts"),
        Permit("permit_tls_all_clientcerts", Compiled, "smtpd_tls_CAfile"),
        Permit("permit_dnswl_client", Dns, AnyList),
        Permit("permit_rhswl_client", Dns, AnyList),
        Permit("permit_naked_ip_address", Compiled, AnyList),

        .. Tables("B2", "HELO EHLO RCPT", VerdictRestriction.Helo, "<HELO>: Helo command", "smtpd_helo_restrictions and later lists", HookSets.HeloTables),
        Check("B2", "HELO EHLO RCPT", VerdictRestriction.Helo, "reject_invalid_helo_hostname", Compiled, "<HELO>: Helo command rejected: Invalid name|invalid ip address", "smtpd_helo_restrictions, invalid_hostname_reject_code"),
        Check("B2", "HELO EHLO RCPT", VerdictRestriction.Helo, "reject_non_fqdn_helo_hostname", Compiled, "<HELO>: Helo command rejected: need fully-qualified hostname", "smtpd_helo_restrictions, non_fqdn_reject_code"),
        Check("B2", "HELO EHLO RCPT", VerdictRestriction.Helo, "reject_unknown_helo_hostname", Dns, "<HELO>: Helo command rejected: Host not found", "smtpd_helo_restrictions, unknown_hostname_reject_code"),
        BlockList("B2", "HELO EHLO RCPT", VerdictRestriction.Helo, "reject_rhsbl_helo", "Helo command [HELO]"),

        new("B3", "smtpd", "AUTH", "smtpd_sasl_auth_enable", Sasl, "accept, 535", "QID: client=CLIENT, sasl_method=METHOD, sasl_username=USER; warning: CLIENT: SASL METHOD authentication failed: TEXT",
            "smtpd_sasl_auth_enable, smtpd_sasl_type, smtpd_sasl_path, smtpd_sasl_security_options", "Nothing is logged at success but the fields of client=."),
        new("B3", "smtpd", "STARTTLS", "smtpd_tls_req_ccert", Compiled, "reject", "NOQUEUE: abort: TLS from CLIENT: No client certificate presented|Client certificate not trusted",
            "smtpd_tls_req_ccert, smtpd_tls_CAfile", "", VerdictRestriction.ClientCertificate),

        .. Tables("B4", "MAIL RCPT DATA", VerdictRestriction.Sender, "<SENDER>: Sender address", "smtpd_sender_restrictions and later lists", HookSets.SenderTables),
        Check("B4", "MAIL RCPT", VerdictRestriction.Sender, "reject_non_fqdn_sender", Compiled, "<SENDER>: Sender address rejected: need fully-qualified address", "smtpd_sender_restrictions, non_fqdn_reject_code"),
        Check("B4", "MAIL RCPT", VerdictRestriction.Sender, "reject_unknown_sender_domain", Dns, "<SENDER>: Sender address rejected: Domain not found", "smtpd_sender_restrictions, unknown_address_reject_code"),
        Check("B4", "MAIL RCPT", VerdictRestriction.Sender, "reject_unlisted_sender", Table, "<SENDER>: Sender address rejected: User unknown in TABLE table",
            "smtpd_sender_restrictions, smtpd_reject_unlisted_sender", "Looks where reject_unlisted_recipient looks."),
        Check("B4", "MAIL RCPT", VerdictRestriction.Sender, "reject_unverified_sender", HookMethods.Smtp, "<SENDER>: Sender address rejected: unverified|undeliverable address: TEXT",
            "smtpd_sender_restrictions, unverified_sender_reject_code, unverified_sender_reject_reason, address_verify_map", "A probe mail asks the sender's server; its lines have a queue id of their own."),
        Check("B4", "MAIL RCPT", VerdictRestriction.Sender, "reject_sender_login_mismatch", Table, "<SENDER>: Sender address rejected: not owned by user USER|not logged in", "smtpd_sender_restrictions, smtpd_sender_login_maps"),
        Check("B4", "MAIL RCPT", VerdictRestriction.Sender, "reject_authenticated_sender_login_mismatch", Table, "<SENDER>: Sender address rejected: not owned by user USER", "smtpd_sender_restrictions, smtpd_sender_login_maps"),
        Check("B4", "MAIL RCPT", VerdictRestriction.Sender, "reject_unauthenticated_sender_login_mismatch", Table, "<SENDER>: Sender address rejected: not logged in", "smtpd_sender_restrictions, smtpd_sender_login_maps"),
        Check("B4", "MAIL RCPT", VerdictRestriction.Sender, "reject_known_sender_login_mismatch", Table, "<SENDER>: Sender address rejected: not owned by user USER", "smtpd_sender_restrictions, smtpd_sender_login_maps"),
        BlockList("B4", "MAIL RCPT", VerdictRestriction.Sender, "reject_rhsbl_sender", "Sender address [SENDER]"),

        Check("B5", "RCPT", VerdictRestriction.Recipient, "reject_unauth_destination", Table, "554 5.7.1 <RECIPIENT>: Relay access denied", "smtpd_relay_restrictions, relay_domains, mydestination, virtual_alias_domains, virtual_mailbox_domains, relay_domains_reject_code",
            "smtpd_relay_restrictions run before smtpd_recipient_restrictions."),
        Check("B5", "RCPT", VerdictRestriction.Recipient, "defer_unauth_destination", Table, "454 4.7.1 <RECIPIENT>: Relay access denied", "smtpd_relay_restrictions (its default), relay_domains, mydestination"),
        Permit("permit_auth_destination", Table, "relay_domains, mydestination"),
        Permit("permit_mx_backup", Dns, "permit_mx_backup_networks"),

        .. Tables("B6", "RCPT DATA", VerdictRestriction.Recipient, "<RECIPIENT>: Recipient address", "smtpd_recipient_restrictions and later lists", HookSets.RecipientTables),
        Check("B6", "RCPT", VerdictRestriction.Recipient, "reject_non_fqdn_recipient", Compiled, "<RECIPIENT>: Recipient address rejected: need fully-qualified address", "smtpd_recipient_restrictions, non_fqdn_reject_code"),
        Check("B6", "RCPT", VerdictRestriction.Recipient, "reject_unknown_recipient_domain", Dns, "<RECIPIENT>: Recipient address rejected: Domain not found", "smtpd_recipient_restrictions, unknown_address_reject_code"),
        Check("B6", "RCPT VRFY", VerdictRestriction.Recipient, "reject_unlisted_recipient", Table, "<RECIPIENT>: Recipient address rejected: User unknown in TABLE table",
            "smtpd_reject_unlisted_recipient (default yes), local_recipient_maps, relay_recipient_maps, virtual_alias_maps, virtual_mailbox_maps",
            "Made even where no list names it. The target error:TEXT or retry:TEXT of a transport refuses here with its own text."),
        Check("B6", "RCPT", VerdictRestriction.Recipient, "reject_unverified_recipient", HookMethods.Smtp, "<RECIPIENT>: Recipient address rejected: unverified|undeliverable address: TEXT",
            "smtpd_recipient_restrictions, unverified_recipient_reject_code, unverified_recipient_reject_reason, address_verify_map", "A probe mail asks the recipient's server."),
        BlockList("B6", "RCPT", VerdictRestriction.Recipient, "reject_rhsbl_recipient", "Recipient address [RECIPIENT]"),

        new("B7", "smtpd", "DATA", "reject_multi_recipient_bounce", Compiled, "reject", "QID: reject: DATA from CLIENT: 550 5.5.3 <DATA>: Data command rejected: Multi-recipient bounce",
            "smtpd_data_restrictions, multi_recipient_bounce_reject_code", "", VerdictRestriction.Data),
        new("B7", "smtpd", "RCPT DATA", "reject_unauth_pipelining", Compiled, "reject", "QID: reject: DATA from CLIENT: 503 5.5.0 <DATA>: Data command rejected: Improper use of SMTP command pipelining",
            "smtpd_data_restrictions"),
        .. Tables("B9", "ETRN", VerdictRestriction.Etrn, "<DOMAIN>: Etrn command", "smtpd_etrn_restrictions", "check_etrn_access"),

        new("B1-B9", "smtpd", Every, HookSets.Policy, Policy, AccessActions, "QID|NOQUEUE: ACTION: STAGE from CLIENT: [CODE DSN ]<WHAT>: CLASS rejected: TEXT",
            AnyList + ": check_policy_service inet:HOST:PORT|unix:PATH; smtpd_policy_service_default_action, smtpd_policy_service_timeout",
            "The class is that of the list: Client host, Helo command, Sender address, Recipient address, Data command, End-of-data. Down: 451 4.3.5 … Server configuration problem, after warning: problem talking to server."),
        new("B1-B9", "smtpd", Every, "reject", Compiled, "reject", "<WHAT>: CLASS rejected: Access denied", AnyList + ", reject_code", "The class is that of the list."),
        new("B1-B9", "smtpd", Every, "defer", Compiled, "reject with 4xx", "<WHAT>: CLASS rejected: Try again later", AnyList + ", defer_code"),
        new("B1-B9", "smtpd", Every, "defer_if_permit", Compiled, "reject with 4xx", "<WHAT>: CLASS rejected: defer_if_permit requested", AnyList),
        new("B1-B9", "smtpd", Every, "defer_if_reject", Compiled, "reject with 4xx", "<WHAT>: CLASS rejected: defer_if_reject requested", AnyList),
        new("B1-B9", "smtpd", Every, "reject_plaintext_session", Compiled, "reject", "<WHAT>: CLASS rejected: Session encryption is required", AnyList + ", plaintext_reject_code"),
        new("B1-B9", "smtpd", Every, "warn_if_reject", Compiled, "turns a reject into a warning", "QID|NOQUEUE: reject_warning: …", AnyList, "Stands before another restriction; the mail was not refused."),

        new("B10", "smtpd", "CONNECT HELO EHLO MAIL RCPT DATA END-OF-MESSAGE UNKNOWN", "smtpd_milters", Milter, "accept, reject, tempfail, discard, quarantine (hold), a reply of its own, shutdown; edits at the end of the message",
            "QID|NOQUEUE: milter-reject|milter-hold|milter-discard: STAGE from CLIENT: TEXT",
            "smtpd_milters, smtpd_milter_maps, milter_default_action, milter_connect_timeout, milter_command_timeout, milter_content_timeout",
            "For content and the end of the message cleanup logs. Down: warning: connect to Milter service, then 451 4.7.1 Service unavailable. Edits are not logged."),
        new("B11", "smtpd", "", "smtpd_command_filter", Table, "rewrite the command", "CLIENT: replacing command \"X\" with \"Y\"", "smtpd_command_filter"),
        new("B11", "smtpd", "", "smtpd_forbidden_commands", Table, "221 and hang up", "warning: non-SMTP command from CLIENT: TEXT", "smtpd_forbidden_commands"),
        new("B11", "smtpd", "", "smtpd_client_connection_rate_limit", Compiled, "421", "warning: Connection rate|Connection concurrency|Message delivery request rate|Recipient address rate|New TLS session rate|AUTH command rate limit exceeded: N from CLIENT for service SERVICE",
            "smtpd_client_connection_rate_limit, smtpd_client_connection_count_limit, smtpd_client_message_rate_limit, smtpd_client_recipient_rate_limit, smtpd_client_new_tls_session_rate_limit, smtpd_client_auth_rate_limit", "Counted by anvil."),
        new("B11", "smtpd", "", "smtpd_hard_error_limit", Compiled, "421", "too many errors after STAGE from CLIENT", "smtpd_hard_error_limit, smtpd_soft_error_limit"),
        new("B11", "smtpd", "MAIL", "message_size_limit", Compiled, "552", "NOQUEUE: reject: MAIL from CLIENT: 552 5.3.4 Message size exceeds fixed limit; warning: QID: queue file size limit exceeded", "message_size_limit"),
        new("B11", "smtpd", "MAIL", "queue_minfree", Compiled, "452", "NOQUEUE: reject: MAIL from CLIENT: 452 4.3.1 Insufficient system storage", "queue_minfree, message_size_limit"),
        new("B11", "smtpd", Every, "smtpd_forbid_bare_newline", Compiled, "reject and hang up", "QID|NOQUEUE: reject: STAGE from CLIENT: bare <LF> received", "smtpd_forbid_bare_newline, smtpd_forbid_bare_newline_reject_code",
            "No reply code in the line; for a command the stage is the one before. With normalize nothing is logged."),
        new("B11", "smtpd", Every, "cleanup_service_name", Compiled, "421", "QID|NOQUEUE: reject: STAGE from CLIENT: 421 4.3.0 HOST Server local data error", "cleanup_service_name", "The service could not be reached."),
        new("B11", "smtpd", Every, "rewrite_service_name", Compiled, "421", "QID|NOQUEUE: reject: STAGE from CLIENT: 421 4.3.0 HOST Server local data error", "rewrite_service_name", "The service could not be reached."),
        new("B12", "smtpd", "XFORWARD XCLIENT", "smtpd_authorized_xforward_hosts", HookMethods.Smtp, "another identity in the log", "QID: client=CLIENT, orig_queue_id=QID, orig_client=CLIENT",
            "smtpd_authorized_xforward_hosts, smtpd_authorized_xclient_hosts"),
        new("P", "smtpd", "END-OF-MESSAGE", "smtpd_proxy_filter", HookMethods.Smtp, "accept or reject by the filter's reply", "proxy-accept|proxy-reject: END-OF-MESSAGE: REPLY; from=<SENDER> to=<RECIPIENT> proto=PROTOCOL helo=<HELO>",
            "smtpd_proxy_filter, smtpd_proxy_options, smtpd_proxy_timeout", "No queue id and no client in the line: the process binds it to NOQUEUE: client=. Down: warning: connect to proxy filter."),
    ];

    private static PostfixHook[] Tables(string place, string stages, VerdictRestriction restriction, string what, string configuredIn, params string[] names) =>
        [.. names.Select(name => new PostfixHook(place, "smtpd", stages, name, Note(name).Length > 0 ? Table | Dns : Table, AccessActions,
            "QID|NOQUEUE: ACTION: STAGE from CLIENT: [CODE DSN ]" + what + " rejected: TEXT| triggers ACTION| TEXT", configuredIn, Note(name), restriction))];

    private static string Note(string name) => name.EndsWith("_mx_access", StringComparison.Ordinal) ? "Looks up all MX hosts of the domain, not only the first. OK is a configuration error."
        : name.EndsWith("_ns_access", StringComparison.Ordinal) ? "Looks up the name servers of the domain. OK is a configuration error."
        : name.EndsWith("_a_access", StringComparison.Ordinal) ? "Looks up the addresses of the domain. OK is a configuration error."
        : "";

    private static PostfixHook Check(string place, string stages, VerdictRestriction restriction, string name, HookMethods methods, string text, string configuredIn, string note = "")
        => new(place, "smtpd", stages, name, methods, "reject", "QID|NOQUEUE: reject: STAGE from CLIENT: " + (text[0] is >= '0' and <= '9' ? "" : "CODE DSN ") + text, configuredIn, note, restriction);

    private static PostfixHook BlockList(string place, string stages, VerdictRestriction restriction, string name, string what)
        => Check(place, stages, restriction, name, Dns, "Service unavailable; " + what + " blocked using LIST; REASON", AnyList + ", rbl_reply_maps, default_rbl_reply, maps_rbl_reject_code");

    private static PostfixHook Permit(string name, HookMethods methods, string configuredIn)
        => new("B1-B9", "smtpd", Every, name, methods, "permit", "QID|NOQUEUE: permit: STAGE from CLIENT: action=" + name + " for CLASS=WHAT", AnyList + (configuredIn == AnyList ? "" : ", " + configuredIn),
            "Logged only where smtpd_log_access_permit_actions says so.");
}
