namespace MailLog.Parsing;

/// <summary>
/// From the wording of a verdict to the hooks that write it: of several rules that fit, the first counts. A wording that is Postfix' own decides; a text that
/// administrators, tables or policy services set does not.
/// </summary>
internal static class HookRules
{
    private const VerdictRestriction Client = VerdictRestriction.ClientHost, Reverse = VerdictRestriction.UnverifiedClientHost, Helo = VerdictRestriction.Helo,
        Sender = VerdictRestriction.Sender, Recipient = VerdictRestriction.Recipient;

    public static readonly HookRule MilterHeader = Form("milter-header", "milter-header-*", "A header that a milter added matched.", VerdictRestriction.Header, "milter_header_checks");

    public static readonly HookRule Milter = Form("milter", "milter-*", "A milter answered so, or did not answer (milter_default_action; then a warning of the same process comes just before).",
        VerdictRestriction.None, "smtpd_milters");

    public static readonly HookRule LocalMilter = Form("milter-local", "milter-*, by cleanup, with to=, without proto= or with proto=QMQP", "A milter answered so about mail that no SMTP client sent.",
        VerdictRestriction.None, "non_smtpd_milters");

    public static readonly HookRule AnyMilter = Form("milter-any", "milter-*, by cleanup, without proto= and to=", "A milter answered so before cleanup knew where the mail came from.",
        VerdictRestriction.None, "smtpd_milters", "non_smtpd_milters");

    public static readonly HookRule Proxy = Form("proxy", "proxy-accept: * / proxy-reject: *", "The before-queue filter replied so, or could not be reached (451 4.3.0).",
        VerdictRestriction.None, "smtpd_proxy_filter");

    public static readonly HookRule ClientCertificate = Form("certificate", "abort: TLS from *", "The client's certificate is missing or not trusted.",
        VerdictRestriction.ClientCertificate, "smtpd_tls_req_ccert");

    public static readonly HookRule ServerError = Form("server-error", "* Server local data error", "A server that smtpd needs could not be reached: a warning of the same process tells.",
        VerdictRestriction.None, "cleanup_service_name", "rewrite_service_name");

    public static readonly HookRule[] All =
    [
        // smtpd_check.c, in the order of the classes
        Reason("client-unknown", "cannot find your hostname*", "The client's address has no name that leads back to it.", Client, "reject_unknown_client_hostname"),
        Reason("client-unnamed", "cannot find your reverse hostname*", "The client's address has no name.", Client, "reject_unknown_reverse_client_hostname"),
        Reason("helo-invalid", "Invalid name", "The HELO name is no hostname.", Helo, "reject_invalid_helo_hostname"),
        Reason("helo-short", "need fully-qualified hostname", "The HELO name has no domain.", Helo, "reject_non_fqdn_helo_hostname"),
        Reason("helo-unknown", "Host not found", "The HELO name is not in the DNS.", Helo, "reject_unknown_helo_hostname"),
        Reason("helo-dns", "Malformed DNS server reply", "The DNS answers nonsense for the HELO name.", Helo, "reject_unknown_helo_hostname"),
        Reason("helo-literal", "invalid ip address", "The HELO name is an address literal that is no address.", Helo,
            "reject_invalid_helo_hostname", "reject_non_fqdn_helo_hostname", "reject_unknown_helo_hostname"),
        Reason("sender-short", "need fully-qualified address", "The sender's address has no full domain.", Sender, "reject_non_fqdn_sender"),
        Reason("sender-domain", "Domain not found", "The sender's domain is not in the DNS.", Sender, "reject_unknown_sender_domain"),
        Reason("sender-nullmx", "Domain * does not accept mail (nullMX)", "The sender's domain says that it takes no mail.", Sender, "reject_unknown_sender_domain"),
        Reason("sender-dns", "Malformed DNS server reply", "The DNS answers nonsense for the sender's domain.", Sender, "reject_unknown_sender_domain"),
        Reason("sender-unverified", "unverified address*", "A probe could not yet find out whether the sender exists.", Sender, "reject_unverified_sender"),
        Reason("sender-undeliverable", "undeliverable address*", "A probe found that the sender cannot be reached.", Sender, "reject_unverified_sender"),
        Reason("sender-not-owner", "not owned by user *", "The user who logged in does not own the sender's address.", Sender,
            "reject_sender_login_mismatch", "reject_authenticated_sender_login_mismatch", "reject_known_sender_login_mismatch"),
        Reason("sender-no-login", "not logged in", "The sender's address belongs to a user, and nobody logged in.", Sender,
            "reject_sender_login_mismatch", "reject_unauthenticated_sender_login_mismatch"),
        Reason("sender-unlisted", "User unknown", "The sender is not in the tables of the own domains.", Sender, "reject_unlisted_sender"),
        Reason("sender-unlisted-in", "User unknown in * table", "The sender is not in the table named.", Sender, "reject_unlisted_sender"),
        Reason("recipient-short", "need fully-qualified address", "The recipient's address has no full domain.", Recipient, "reject_non_fqdn_recipient"),
        Reason("recipient-domain", "Domain not found", "The recipient's domain is not in the DNS.", Recipient, "reject_unknown_recipient_domain"),
        Reason("recipient-nullmx", "Domain * does not accept mail (nullMX)", "The recipient's domain says that it takes no mail.", Recipient, "reject_unknown_recipient_domain"),
        Reason("recipient-dns", "Malformed DNS server reply", "The DNS answers nonsense for the recipient's domain.", Recipient, "reject_unknown_recipient_domain"),
        Reason("recipient-unverified", "unverified address*", "A probe could not yet find out whether the recipient exists.", Recipient, "reject_unverified_recipient"),
        Reason("recipient-undeliverable", "undeliverable address*", "A probe found that the recipient cannot be reached.", Recipient, "reject_unverified_recipient"),
        Reason("recipient-unlisted", "User unknown", "The recipient is not in the tables of the own domains.", Recipient, "reject_unlisted_recipient"),
        Reason("recipient-unlisted-in", "User unknown in * table", "The recipient is not in the table named.", Recipient, "reject_unlisted_recipient"),
        Reason("pipelining", "Improper use of SMTP command pipelining", "The client sent commands before it may.", "reject_unauth_pipelining"),
        Reason("multi-recipient-bounce", "Multi-recipient bounce", "The null sender wrote to several recipients.", "reject_multi_recipient_bounce"),
        Reason("plaintext", "Session encryption is required", "The session is not encrypted.", "reject_plaintext_session"),
        Reason("defer-if-permit", "defer_if_permit requested", "A list says to put off what would be permitted.", "defer_if_permit"),
        Reason("defer-if-reject", "defer_if_reject requested", "A list says to put off what would be rejected.", "defer_if_reject"),
        new("defer", HookScope.Reason, "Try again later", ["defer"], "A list says to put everything off.", dsn: "4.3.2"),
        Reason("policy-down", "Server configuration problem", "The policy service did not answer: a warning of the same process just before names it.", HookSets.Policy),
        .. PerClass("broken", HookScope.Reason, "Server configuration error", tables => [.. tables, HookSets.Policy],
            "A check is broken: a warning of the same process just before tells which."),
        .. PerClass("denied", HookScope.Reason, "Access denied", tables => [.. tables, HookSets.Policy, "reject"],
            "Refused without a text of its own: by a table, a policy service or a plain reject."),
        Reason("recipient-lookup", "Unable to look up *", "The DNS did not answer for the recipient's mail servers.", Recipient,
            "permit_mx_backup", "check_recipient_a_access", "check_recipient_mx_access", "check_recipient_ns_access"),
        new("sender-own-text", HookScope.Reason, "*", [.. HookSets.SenderTables, HookSets.Policy, "reject_unlisted_sender", "reject_unverified_sender", "transport_maps"],
            "Refused with a text that somebody set, and a status about the address: also an error: or retry: transport, or a reason of one's own for a failed probe.", Sender, dsn: "!?.7."),
        new("recipient-own-text", HookScope.Reason, "*", [.. HookSets.RecipientTables, HookSets.Policy, "reject_unlisted_recipient", "reject_unverified_recipient", "transport_maps"],
            "Refused with a text that somebody set, and a status about the address: also an error: or retry: transport, or a reason of one's own for a failed probe.", Recipient, dsn: "!?.7."),
        .. PerClass("told", HookScope.Told, "*", tables => [.. tables, HookSets.Policy], "The text is free: a table's, or a policy service's (no table looks at Data command and End-of-data)."),

        // Replies that name no class
        new("relay-deferred", HookScope.Reply, "Relay access denied", ["defer_unauth_destination"], "Not for this server, put off.", Recipient, dsn: "4"),
        new("relay-denied", HookScope.Reply, "Relay access denied", ["reject_unauth_destination"], "Not for this server.", Recipient),
        new("sender-syntax", HookScope.Reply, "Bad sender address syntax", [], "The sender is no address; this check is always made.", Sender),
        new("recipient-syntax", HookScope.Reply, "Bad recipient address syntax", [], "The recipient is no address; this check is always made.", Recipient),
        Reply("size", "Message size exceeds fixed limit", "The client announced more than is taken.", "message_size_limit"),
        Reply("storage", "Insufficient system storage", "The queue's file system is too full.", "queue_minfree"),
        Reply("bare-newline", "bare <LF> received", "A line of the client ended without CR.", "smtpd_forbid_bare_newline"),
        Reply("lookup-failed", "Temporary lookup failure", "A table did not answer: a warning of the same process just before names it.", HookSets.Lookups),
        Reply("policy-down-bare", "Server configuration problem", "The policy service did not answer: a warning of the same process just before names it.", HookSets.Policy),
        Reply("broken", "Server configuration error", "A check is broken: a warning of the same process just before tells which.", HookSets.Everywhere),
        new("listed-address", HookScope.ListedAddress, "Service unavailable; Client host [ADDRESS] blocked using *", ["reject_rbl_client"], "The client's address is on a block list.", Client),
        new("listed-client", HookScope.ListedName, "Service unavailable; Client host [NAME] blocked using *", ["reject_rhsbl_client"], "The client's name is on a block list.", Client),
        new("listed-reverse", HookScope.ListedName, "Service unavailable; Unverified Client host [NAME] blocked using *", ["reject_rhsbl_reverse_client"],
            "The client's unconfirmed name is on a block list.", Reverse),
        new("listed-helo", HookScope.ListedName, "Service unavailable; Helo command [NAME] blocked using *", ["reject_rhsbl_helo"], "The HELO name is on a block list.", Helo),
        new("listed-sender", HookScope.ListedName, "Service unavailable; Sender address [NAME] blocked using *", ["reject_rhsbl_sender"], "The sender's domain is on a block list.", Sender),
        new("listed-recipient", HookScope.ListedName, "Service unavailable; Recipient address [NAME] blocked using *", ["reject_rhsbl_recipient"],
            "The recipient's domain is on a block list.", Recipient),
        Reply("cut", "<*", "The line does not say why, perhaps because it is cut.", [.. HookSets.Lookups, HookSets.Policy, "reject"]),
        Reply("listed-own-text", "*", "A reply that is none of Postfix' own and names no class: of what is set by hand, only block lists (rbl_reply_maps, default_rbl_reply) reply so.",
            HookSets.BlockLists),

        // smtpd_acl_permit, with smtpd_log_access_permit_actions; the tables' and policy services' OK is told
        .. Permits("permit", "permit_mynetworks", "permit_sasl_authenticated", "permit_tls_clientcerts", "permit_tls_all_clientcerts", "permit_auth_destination", "permit_mx_backup",
            "permit_inet_interfaces", "permit_naked_ip_address", "permit_dnswl_client", "permit_rhswl_client"),

        // check_table_result, where nothing but the text is logged
        Bare("bare-connect", "CONNECT", HookSets.AtConnect),
        Bare("bare-helo", "HELO", HookSets.AtHelo),
        Bare("bare-ehlo", "EHLO", HookSets.AtHelo),
        Bare("bare-mail", "MAIL", HookSets.AtMail),
        Bare("bare-etrn", "ETRN", HookSets.AtEtrn),
        Bare("bare", "*", HookSets.AtRecipient),

        // postscreen_smtpd.c, postscreen.c
        Screen("screen-listed", "Service unavailable; client [*", "The sum of the block lists' weights reached the threshold.", "postscreen_dnsbl_sites"),
        new("screen-denied", HookScope.Postscreen, "Service currently unavailable", ["postscreen_access_list"], "The client is on the list of those denied.", Client, dsn: "5"),
        new("screen-again", HookScope.Postscreen, "Service currently unavailable",
            ["postscreen_pipelining_enable", "postscreen_non_smtp_command_enable", "postscreen_bare_newline_enable", "postscreen_allowlist_interfaces"],
            "The tests in the dialogue always end with a refusal: whoever passed them comes again. So does whoever asks a backup address first.", dsn: "4"),
        new("screen-protocol", HookScope.Postscreen, "Protocol error",
            ["postscreen_greet_action", "postscreen_pipelining_action", "postscreen_non_smtp_command_action", "postscreen_bare_newline_action"],
            "The client broke the protocol: postscreen's line before tells how (PREGREET, COMMAND PIPELINING, NON-SMTP COMMAND, BARE NEWLINE)."),
        Screen("screen-connections", "too many connections", "This client has too many connections.", "postscreen_client_connection_count_limit"),
        Screen("screen-busy", "all server ports busy", "Too many clients wait for an SMTP server.", "postscreen_post_queue_limit"),
        Screen("screen-crowded", "all screening ports busy", "Too many clients are being looked at.", "postscreen_pre_queue_limit"),
        new("screen", HookScope.Postscreen, "*",
            ["postscreen_access_list", "postscreen_dnsbl_sites", "postscreen_greet_action", "postscreen_pipelining_action", "postscreen_non_smtp_command_action", "postscreen_bare_newline_action"],
            "One of postscreen's tests failed."),

        // cleanup_message.c
        new("content-header", HookScope.Content, "header*", ["header_checks", "mime_header_checks", "nested_header_checks"],
            "A header matched. Which table depends on where it stood: at the top, in a MIME part (also every Content-… header), in an attached message. The latter two default to the first.",
            VerdictRestriction.Header),
        new("content-body", HookScope.Content, "body*", ["body_checks"], "A line of the body matched.", VerdictRestriction.Body),
        new("content", HookScope.Content, "content*", ["header_checks", "mime_header_checks", "nested_header_checks", "body_checks"], "A part of the message matched.", VerdictRestriction.Content),
        Mime("mime-nesting", "mime-error MIME nesting exceeds*", "MIME parts within parts, too deep.", "mime_nesting_limit"),
        Mime("mime-header-size", "mime-error message header length exceeds*", "A header is too long.", "header_size_limit"),
        Mime("mime-header-8bit", "mime-error improper use of 8-bit data in message header*", "8-bit characters in a header.", "strict_7bit_headers", "strict_8bitmime"),
        Mime("mime-body-8bit", "mime-error improper use of 8-bit data in message body*", "8-bit characters in a body that does not say so.", "strict_8bitmime_body", "strict_8bitmime"),
        Mime("mime-encoding", "mime-error invalid message/*", "An encoding that such a part may not have.", "strict_mime_encoding_domain"),
        Mime("mime", "mime-error*", "The MIME parser refused.",
            "strict_7bit_headers", "strict_8bitmime", "strict_8bitmime_body", "strict_mime_encoding_domain", "mime_nesting_limit", "header_size_limit"),
        new("delivery-header", HookScope.Delivery, "header*", ["smtp_header_checks", "smtp_mime_header_checks", "smtp_nested_header_checks"],
            "A header matched while the mail was sent on.", VerdictRestriction.Header),
        new("delivery-body", HookScope.Delivery, "body*", ["smtp_body_checks"], "A line of the body matched while the mail was sent on.", VerdictRestriction.Body),
        new("lmtp-header", HookScope.LmtpDelivery, "header*", ["lmtp_header_checks", "lmtp_mime_header_checks", "lmtp_nested_header_checks"],
            "A header matched while the mail was sent on.", VerdictRestriction.Header),
        new("lmtp-body", HookScope.LmtpDelivery, "body*", ["lmtp_body_checks"], "A line of the body matched while the mail was sent on.", VerdictRestriction.Body),

        MilterHeader, Milter, LocalMilter, AnyMilter, Proxy, ClientCertificate, ServerError,
    ];

    /// <summary>The rule of that name, or null.</summary>
    public static HookRule? Find(ReadOnlySpan<byte> name) => Names.Table.TryGetValue(name, out HookRule? rule) ? rule : null;

    /// <summary>Filled when somebody looks, and not changed from then on.</summary>
    private static class Names
    {
        public static readonly Utf8Table<HookRule> Table = Fill();

        private static Utf8Table<HookRule> Fill()
        {
            var table = new Utf8Table<HookRule>();
            foreach (HookRule rule in All)
                table[System.Text.Encoding.ASCII.GetBytes(rule.Name)] ??= rule;
            return table;
        }
    }

    /// <summary>The first rule that fits, or null.</summary>
    public static HookRule? First(HookScope scope, VerdictRestriction restriction, ReadOnlySpan<byte> text, ReadOnlySpan<byte> dsn = default)
    {
        foreach (HookRule rule in Candidates[(int)scope][(int)restriction])
            if (rule.Fits(text, dsn))
                return rule;
        return null;
    }

    /// <summary>By scope, and by what was looked at. Of all rules, a line would be compared with more than a hundred.</summary>
    private static readonly HookRule[][][] Candidates = Sort();

    private static HookRule[][][] Sort()
    {
        var sorted = new HookRule[(int)HookScope.Form + 1][][];
        for (int scope = 0; scope < sorted.Length; scope++)
        {
            sorted[scope] = new HookRule[(int)VerdictRestriction.Mime + 1][];
            for (int restriction = 0; restriction < sorted[scope].Length; restriction++)
                sorted[scope][restriction] = Array.FindAll(All, rule => rule.Concerns((HookScope)scope, (VerdictRestriction)restriction));
        }
        return sorted;
    }

    private static HookRule Reason(string name, string wording, string meaning, VerdictRestriction restriction, params string[] hooks)
        => new(name, HookScope.Reason, wording, hooks, meaning, restriction);

    private static HookRule Reason(string name, string wording, string meaning, string hook) => new(name, HookScope.Reason, wording, [hook], meaning);

    private static HookRule Reply(string name, string wording, string meaning, params string[] hooks) => new(name, HookScope.Reply, wording, hooks, meaning);

    private static HookRule Bare(string name, string stage, string[] hooks)
        => new(name, HookScope.Bare, stage, hooks, "A table or a policy service said so; such a line does not tell what was looked at, only that its stage was reached.");

    private static HookRule Screen(string name, string wording, string meaning, string hook) => new(name, HookScope.Postscreen, wording, [hook], meaning, Client);

    private static HookRule Mime(string name, string wording, string meaning, params string[] hooks) => new(name, HookScope.Content, wording, hooks, meaning, VerdictRestriction.Mime);

    private static HookRule Form(string name, string wording, string meaning, VerdictRestriction restriction, params string[] hooks)
        => new(name, HookScope.Form, wording, hooks, meaning, restriction);

    private static HookRule[] PerClass(string name, HookScope scope, string wording, Func<string[], string[]> hooks, string meaning)
    {
        var rules = new HookRule[HookSets.Classes.Length];
        for (int i = 0; i < rules.Length; i++)
        {
            (_, VerdictRestriction restriction, string[] tables) = HookSets.Classes[i];
            rules[i] = new HookRule(name + "-" + restriction, scope, wording, hooks(tables), meaning, restriction);
        }
        return rules;
    }

    private static HookRule[] Permits(params string[] hooks)
    {
        var rules = new HookRule[hooks.Length];
        for (int i = 0; i < rules.Length; i++)
            rules[i] = new HookRule(hooks[i], HookScope.Permit, hooks[i] + " for *", [hooks[i]], "Permitted, and logged because of smtpd_log_access_permit_actions.");
        return rules;
    }
}
