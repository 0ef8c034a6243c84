namespace MailLog.Parsing;

/// <summary>opendmarc(8): DMARC as a milter (opendmarc/opendmarc.c, mlfi_eom). What it ignores or cannot parse is foreign.</summary>
internal static class Opendmarc
{
    public static readonly LineForm[] Forms =
    [
        new("opendmarc.spf", EventKind.Check, "{queueId}: SPF({identity:mailfrom|mfrom}): {sender~} {result:" + CheckWords.Alternatives + "}",
            "SPF for the envelope sender, or its domain: of its own, or as another checker's header says.",
            "4F1A2B3C4D: SPF(mailfrom): a@example.org pass") { Method = CheckMethod.Spf },
        new("opendmarc.spf-helo", EventKind.Check, "{queueId}: SPF({identity:helo}): {helo~} {result:" + CheckWords.Alternatives + "}",
            "SPF for the name the client gave itself.", "4F1A2B3C4D: SPF(helo): mail.example.org none") { Method = CheckMethod.Spf },
        new("opendmarc.result", EventKind.Check, "{queueId}: {domain} {result:pass|fail|none}",
            "DMARC for the domain of the From header.", "4F1A2B3C4D: example.org pass") { Method = CheckMethod.Dmarc },
        new("opendmarc.rejected", EventKind.FilterAction, "{queueId}: rejected by DMARC policy for {domain}",
            "Rejected, as the domain's policy asks (RejectFailures).", "4F1A2B3C4D: rejected by DMARC policy for example.org") { Action = FilterAction.Reject },
        new("opendmarc.quarantined", EventKind.FilterAction, "{queueId}: quarantined by DMARC policy for {domain}",
            "Put on hold, as the domain's policy asks.", "4F1A2B3C4D: quarantined by DMARC policy for example.org") { Action = FilterAction.Quarantine },
    ];
}
