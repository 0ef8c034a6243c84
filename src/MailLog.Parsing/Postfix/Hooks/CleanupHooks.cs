using static MailLog.Parsing.HookMethods;

namespace MailLog.Parsing;

/// <summary>What sits in cleanup.</summary>
internal static class CleanupHooks
{
    private const string End = "END-OF-MESSAGE";
    private const string ContentActions = "REJECT HOLD DISCARD REDIRECT FILTER BCC WARN INFO PREPEND REPLACE STRIP PASS IGNORE";

    public static readonly PostfixHook[] Rows =
    [
        Content("header_checks", "header", VerdictRestriction.Header, "The message's own headers."),
        Content("mime_header_checks", "header", VerdictRestriction.Header, "Headers of MIME parts, and Content-… headers anywhere; by default $header_checks."),
        Content("nested_header_checks", "header", VerdictRestriction.Header, "Headers of attached messages; by default $header_checks."),
        Content("body_checks", "body", VerdictRestriction.Body, "Line by line, no more than body_checks_size_limit of each part."),
        new("C1", "cleanup", End, "milter_header_checks", Table, ContentActions, "QID: milter-header-ACTION: header TEXT from CLIENT; …[: TEXT]", "milter_header_checks", "Headers that a milter added.", VerdictRestriction.Header),
        Strict("strict_7bit_headers", "improper use of 8-bit data in message header"),
        Strict("strict_8bitmime_body", "improper use of 8-bit data in message body"),
        Strict("strict_8bitmime", "improper use of 8-bit data in message header|body"),
        Strict("strict_mime_encoding_domain", "invalid message/* or multipart/* encoding domain"),
        Strict("mime_nesting_limit", "MIME nesting exceeds safe limit"),
        Strict("header_size_limit", "message header length exceeds safe limit"),
        new("C3", "cleanup", "CONNECT MAIL RCPT DATA END-OF-MESSAGE", "non_smtpd_milters", Milter, "as smtpd_milters; a reject becomes a bounce", "QID: milter-reject|milter-hold|milter-discard: END-OF-MESSAGE from localhost[127.0.0.1]: TEXT; from=<SENDER> to=<RECIPIENT>",
            "non_smtpd_milters, milter_default_action", "Mail that no SMTP client sent: no proto= and helo=."),
        new("C4", "cleanup", "", "virtual_alias_maps", Table, "rewrite, add recipients", "", "virtual_alias_maps, canonical_maps, masquerade_domains, always_bcc, sender_bcc_maps, recipient_bcc_maps", "Visible later: orig_to=<>, or a further to=<>."),
        new("C6", "cleanup", "", "enable_original_recipient", Compiled, "", "QID: message-id=<ID>", "enable_original_recipient, always_add_missing_headers"),
    ];

    private static PostfixHook Content(string name, string part, VerdictRestriction restriction, string note)
        => new("C1", "cleanup", End, name, Table, ContentActions, "QID: ACTION: " + part + " CONTENT from CLIENT; from=<SENDER> to=<RECIPIENT> proto=PROTOCOL helo=<HELO>[: TEXT]", name,
            note + " WARN is logged as warning; IGNORE, DUNNO and OK log nothing. Usually regexp: or pcre:.", restriction);

    private static PostfixHook Strict(string name, string text)
        => new("C1", "cleanup", End, name, Compiled, "reject", "QID: reject: mime-error " + text + ": CONTENT from CLIENT; from=<SENDER> to=<RECIPIENT>", name, "", VerdictRestriction.Mime);
}
