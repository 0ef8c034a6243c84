namespace MailLog.Parsing;

/// <summary>The restrictions that can say whatever an administrator likes, by what they look at: these lines cannot be told apart.</summary>
internal static class HookSets
{
    public const string Policy = "check_policy_service";

    public static readonly string[] ClientTables = Tables("client");
    public static readonly string[] ReverseClientTables =
        ["check_reverse_client_hostname_access", "check_reverse_client_hostname_a_access", "check_reverse_client_hostname_mx_access", "check_reverse_client_hostname_ns_access"];
    public static readonly string[] HeloTables = Tables("helo");
    public static readonly string[] SenderTables = Tables("sender");
    public static readonly string[] RecipientTables = Tables("recipient");

    /// <summary>Classes as smtpd writes them (smtpd_dsn_fix.h), what each looks at, and the tables that log under it.</summary>
    public static readonly (string Phrase, VerdictRestriction Restriction, string[] Tables)[] Classes =
    [
        ("Client host", VerdictRestriction.ClientHost, ClientTables),
        ("Unverified Client host", VerdictRestriction.UnverifiedClientHost, ReverseClientTables),
        ("Client certificate", VerdictRestriction.ClientCertificate, ["check_ccert_access"]),
        ("SASL login name", VerdictRestriction.SaslLoginName, ["check_sasl_access"]),
        ("Helo command", VerdictRestriction.Helo, HeloTables),
        ("Sender address", VerdictRestriction.Sender, SenderTables),
        ("Recipient address", VerdictRestriction.Recipient, RecipientTables),
        ("Data command", VerdictRestriction.Data, []),
        ("End-of-data", VerdictRestriction.EndOfData, []),
        ("Etrn command", VerdictRestriction.Etrn, ["check_etrn_access"]),
    ];

    private static readonly string[] AllTables =
        [.. ClientTables, .. ReverseClientTables, "check_ccert_access", "check_sasl_access", .. HeloTables, .. SenderTables, .. RecipientTables, "check_etrn_access"];

    public static readonly string[] AtConnect = [.. ClientTables, .. ReverseClientTables, "check_ccert_access", Policy];
    public static readonly string[] AtHelo = [.. ClientTables, .. ReverseClientTables, "check_ccert_access", "check_sasl_access", .. HeloTables, Policy];
    public static readonly string[] AtEtrn = [.. AtHelo, "check_etrn_access"];
    public static readonly string[] AtMail = [.. AtHelo, .. SenderTables];
    public static readonly string[] AtRecipient = [.. AtMail, .. RecipientTables];
    public static readonly string[] Everywhere = [.. AllTables, Policy];

    public static readonly string[] BlockLists =
        ["reject_rbl_client", "reject_rhsbl_client", "reject_rhsbl_reverse_client", "reject_rhsbl_helo", "reject_rhsbl_sender", "reject_rhsbl_recipient"];

    /// <summary>What asks tables, and so can meet one that does not answer.</summary>
    public static readonly string[] Lookups =
        [.. AllTables, "reject_unlisted_sender", "reject_unlisted_recipient", "reject_sender_login_mismatch", "reject_unauth_destination", "defer_unauth_destination"];

    private static string[] Tables(string what) => ["check_" + what + "_access", "check_" + what + "_a_access", "check_" + what + "_mx_access", "check_" + what + "_ns_access"];
}
