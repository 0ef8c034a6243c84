namespace MailLog.Parsing;

/// <summary>opendkim(8): signs and verifies as a milter (opendkim/opendkim.c, mlfi_eoh and mlfi_eom). Before it knows the queue id it writes <c>(unknown-jobid)</c>: foreign.</summary>
internal static class Opendkim
{
    public static readonly LineForm[] Forms =
    [
        new("opendkim.signed", EventKind.FilterAction, "{queueId}: DKIM-Signature field added (s={selector}, d={domain})",
            "The mail was signed (SyslogSuccess).", "4F1A2B3C4D: DKIM-Signature field added (s=mail, d=example.org)") { Action = FilterAction.Sign },
        new("opendkim.signed.old", EventKind.FilterAction, "{queueId}: DKIM-Signature header added[ (s={selector}, d={domain})]",
            "The same before 2.10.", "4F1A2B3C4D: DKIM-Signature header added (s=mail, d=example.org)") { Action = FilterAction.Sign },
        new("opendkim.verified", EventKind.Check, "{queueId}: DKIM verification successful[ (s={selector}, d={domain})]",
            "A signature is good (SyslogSuccess).", "4F1A2B3C4D: DKIM verification successful") { Method = CheckMethod.Dkim, Result = CheckResult.Pass },
        new("opendkim.unsigned", EventKind.Check, "{queueId}: no signature data",
            "The mail has no signature that can be checked.", "4F1A2B3C4D: no signature data") { Method = CheckMethod.Dkim, Result = CheckResult.None },
        new("opendkim.bad", EventKind.Check, "{queueId}: bad signature data",
            "A signature is not good.", "4F1A2B3C4D: bad signature data") { Method = CheckMethod.Dkim, Result = CheckResult.Fail },
        // dkimf_log_ssl_errors; the errors are OpenSSL's, and there may be none.
        new("opendkim.ssl-error", EventKind.Check, "{queueId}: s={selector} d={domain}[ a={signature}] SSL error:{text}",
            "A signature did not stand the test.",
            "4F1A2B3C4D: s=mail d=example.org SSL error:04091068:rsa routines:INT_RSA_VERIFY:bad signature") { Method = CheckMethod.Dkim, Result = CheckResult.Fail },
        new("opendkim.ssl", EventKind.Check, "{queueId}: s={selector} d={domain}[ a={signature}] SSL[ {text}]",
            "A signature was tested; the line does not say with what result.", "4F1A2B3C4D: s=mail d=example.org SSL ") { Method = CheckMethod.Dkim },
        new("opendkim.no-key", EventKind.Check, "{queueId}: key retrieval failed (s={selector}, d={domain}): '{text}' record not found",
            "The domain has no such key.",
            "4F1A2B3C4D: key retrieval failed (s=mail, d=example.org): 'mail._domainkey.example.org' record not found") { Method = CheckMethod.Dkim, Result = CheckResult.PermError },
        new("opendkim.key-error", EventKind.Check, "{queueId}: key retrieval failed (s={selector}, d={domain})[: {text}]",
            "The key could not be had from the DNS.", "4F1A2B3C4D: key retrieval failed (s=mail, d=example.org): query timed out") { Method = CheckMethod.Dkim, Result = CheckResult.TempError },
        // LogResults
        new("opendkim.result-pass", EventKind.Check, "{queueId}: signature={signature} domain={domain} selector={selector} result=\"no signature error\"",
            "A signature is good (LogResults).",
            "4F1A2B3C4D: signature=aBcDeFgH domain=example.org selector=mail result=\"no signature error\"") { Method = CheckMethod.Dkim, Result = CheckResult.Pass },
        new("opendkim.result", EventKind.Check, "{queueId}: signature={signature} domain={domain} selector={selector} result=\"{text}\"",
            "A signature is not good, or could not be tested (LogResults).",
            "4F1A2B3C4D: signature=aBcDeFgH domain=example.org selector=mail result=\"signature verification failed\"") { Method = CheckMethod.Dkim },

        // LogWhy: why a mail was not signed.
        new("opendkim.no-match", EventKind.Diagnostic,
            "{queueId}: {topic:no signing table match for|no signing domain match for|no signing subdomain match for|no signing keylist match for} '{text}'",
            "The mail is not signed: no key for its author.", "4F1A2B3C4D: no signing table match for 'a@example.org'"),
        new("opendkim.not-internal", EventKind.Diagnostic, "{queueId}: {clientName} \\[{clientAddress}\\] {topic:not internal}",
            "The mail is not signed: its client is not one of the internal hosts.", "4F1A2B3C4D: mail.example.org [192.0.2.1] not internal"),
        new("opendkim.not-authenticated", EventKind.Diagnostic, "{queueId}: {topic:not authenticated}",
            "The mail is not signed: its client did not log in.", "4F1A2B3C4D: not authenticated"),
        new("opendkim.external", EventKind.Diagnostic, "{queueId}: {topic:external host} {clientName} attempted to send as {text}",
            "A host that is not internal sent in the name of a domain that is signed for.", "4F1A2B3C4D: external host mail.example.net attempted to send as example.org"),
    ];
}
