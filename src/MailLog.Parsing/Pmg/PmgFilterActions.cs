namespace MailLog.Parsing;

/// <summary>pmg-smtp-filter(8): what its rule system does with a mail. A rule's name may hold parentheses, so it ends where the line does.</summary>
internal static class PmgFilterActions
{
    public static readonly LineForm[] Forms =
    [
        // RuleDB/Accept.pm
        new("filter.accept", EventKind.FilterAction, "{filterId}: accept mail to <{recipient}> ({queueId})[ (rule: {rule})]",
            "Handed back to Postfix for this recipient, under this queue id; old releases name no rule.",
            "381C4E5DFA31DF9E90F: accept mail to <a@example.org> (1C6B541C5D) (rule: Quarantine/Mark Spam (Level 3))") { Action = FilterAction.Accept },
        new("filter.accept.joined", EventKind.FilterAction, "{filterId}: accept mail to <{recipient}> (rule: {rule~}, {queueId})",
            "The same in one release.", "381C4E5DFA31DF9E90F: accept mail to <a@example.org> (rule: default-accept, 1C6B541C5D)") { Action = FilterAction.Accept },
        new("filter.accept.cut", EventKind.FilterAction, "{filterId}: accept mail to <{recipient}> ({queueIdStart})[ (rule: {rule})]",
            "The same where Postfix uses long queue ids: the filter cuts them at the first lower-case letter.",
            "381C4E5DFA31DF9E90F: accept mail to <a@example.org> (4Z) (rule: default-accept)") { Action = FilterAction.Accept },
        new("filter.accept-failed", EventKind.FilterAction, "{filterId}: reinject mail to <{recipient}> (rule: {rule}) failed",
            "Postfix did not take the mail back.", "381C4E5DFA31DF9E90F: reinject mail to <a@example.org> (rule: default-accept) failed") { Action = FilterAction.AcceptFailed },

        // RuleDB/Block.pm, Quarantine.pm, Remove.pm
        new("filter.block", EventKind.FilterAction, "{filterId}: block mail to <{recipient}>[ (rule: {rule})]",
            "Refused or dropped for this recipient.", "381C4E5DFA31DF9E90F: block mail to <a@example.org> (rule: block all)") { Action = FilterAction.Block },
        new("filter.quarantine", EventKind.FilterAction, "{filterId}: moved mail for <{recipient}> to {quarantine:spam|virus} quarantine - {quarantineId}[ (rule: {rule})]",
            "Kept for this recipient.",
            "381C4E5DFA31DF9E90F: moved mail for <a@example.org> to spam quarantine - 381C675DFA32622FD56 (rule: quarantine all)") { Action = FilterAction.Quarantine },
        new("filter.quarantine.joined", EventKind.FilterAction, "{filterId}: moved mail for <{recipient}> to {quarantine:spam|virus} quarantine (rule: {rule~}, {quarantineId})",
            "The same in one release.",
            "381C4E5DFA31DF9E90F: moved mail for <a@example.org> to spam quarantine (rule: quarantine all, 381C675DFA32622FD56)") { Action = FilterAction.Quarantine },
        new("filter.quarantine-copy", EventKind.FilterAction, "{filterId}: moved mail for <{recipient}> to {quarantine:attachment} quarantine - {quarantineId}[ (rule: {rule})]",
            "A copy with its attachments was kept; the mail goes on, an accept for the same recipient follows.",
            "381C4E5DFA31DF9E90F: moved mail for <a@example.org> to attachment quarantine - 381C675DFA32622FD56 (rule: Block Dangerous Files)") { Action = FilterAction.QuarantineCopy },
        new("filter.quarantine-copy.joined", EventKind.FilterAction, "{filterId}: moved mail for <{recipient}> to {quarantine:attachment} quarantine (rule: {rule~}, {quarantineId})",
            "The same in one release.",
            "381C4E5DFA31DF9E90F: moved mail for <a@example.org> to attachment quarantine (rule: Block Dangerous Files, 381C675DFA32622FD56)") { Action = FilterAction.QuarantineCopy },
        new("filter.removed-attachment", EventKind.FilterAction, "{filterId}: removed attachment {attachment~} ('{contentType}', rule: {rule})",
            "An attachment was replaced by a note.", "381C4E5DFA31DF9E90F: removed attachment a.exe ('application/x-ms-dos-executable', rule: Block Dangerous Files)") { Action = FilterAction.RemoveAttachment },
        new("filter.removed-attachment.plain", EventKind.FilterAction, "{filterId}: removed attachment {attachment~} ('{contentType}')",
            "The same, before rules were named.", "381C4E5DFA31DF9E90F: removed attachment a.exe ('application/x-ms-dos-executable')") { Action = FilterAction.RemoveAttachment },

        // RuleDB/ModField.pm, Disclaimer.pm
        new("filter.modified-header.several", EventKind.FilterAction, "{filterId}: modified header '{header~}' for <{recipient}>, {furtherRecipients} (rule: {rule})",
            "A header was set or changed for several recipients.",
            "381C4E5DFA31DF9E90F: modified header 'X-SPAM-LEVEL' for <a@example.org>, <b@example.org> (rule: Modify Header)") { Action = FilterAction.ModifyHeader },
        new("filter.modified-header", EventKind.FilterAction, "{filterId}: modified header '{header~}' for <{recipient}> (rule: {rule})",
            "A header was set or changed.", "381C4E5DFA31DF9E90F: modified header 'X-SPAM-LEVEL' for <a@example.org> (rule: Modify Header)") { Action = FilterAction.ModifyHeader },
        new("filter.disclaimer", EventKind.FilterAction, "{filterId}: added disclaimer (rule: {rule})",
            "A disclaimer was added.", "381C4E5DFA31DF9E90F: added disclaimer (rule: Add Disclaimer)") { Action = FilterAction.Disclaimer },
        new("filter.disclaimer-failed", EventKind.FilterAction, "{filterId}: adding disclaimer failed (rule: {rule})",
            "A disclaimer was to be added, and could not.", "381C4E5DFA31DF9E90F: adding disclaimer failed (rule: Add Disclaimer)") { Action = FilterAction.DisclaimerFailed },

        .. Copies("bcc", "bcc to", "A copy was sent", FilterAction.Bcc, FilterAction.BccFailed),
        .. Copies("notify", "notify", "A notice was sent", FilterAction.Notify, FilterAction.NotifyFailed),
    ];

    /// <summary>SMTP.pm: the end of a run before the queue; without the id in front.</summary>
    public static readonly LineForm[] Plain =
    [
        new("filter.reject", EventKind.FilterAction, "reject mail {filterId}",
            "Every recipient was blocked before the queue: Postfix rejects the mail.", "reject mail 381C4E5DFA31DF9E90F") { Action = FilterAction.Reject },
        new("filter.reject-notice", EventKind.FilterAction, "sent NDR for rejecting recipients - {queueId}",
            "Some recipients were blocked before the queue, and the sender was told.", "sent NDR for rejecting recipients - 1C6B541C5D") { Action = FilterAction.Notify },
        new("filter.reject-notice.cut", EventKind.FilterAction, "sent NDR for rejecting recipients - {queueIdStart}",
            "The same, with a long queue id cut.", "sent NDR for rejecting recipients - 4Z") { Action = FilterAction.Notify },
    ];

    /// <summary>RuleDB/BCC.pm and Notify.pm write alike.</summary>
    private static LineForm[] Copies(string name, string words, string meaning, FilterAction action, FilterAction failed) =>
    [
        new("filter." + name + "-ignored", EventKind.FilterAction, "{filterId}: " + words + " <{target}> (rule: {rule~}, {reason:ignored})",
            meaning + " to nobody: no address.", "381C4E5DFA31DF9E90F: " + words + " <> (rule: a rule, ignored)") { Action = failed },
        new("filter." + name, EventKind.FilterAction, "{filterId}: " + words + " <{target}> (rule: {rule~}, {queueId})",
            meaning + ", under this queue id.", "381C4E5DFA31DF9E90F: " + words + " <a@example.org> (rule: a rule, 1C6B541C5D)") { Action = action },
        new("filter." + name + ".cut", EventKind.FilterAction, "{filterId}: " + words + " <{target}> (rule: {rule~}, {queueIdStart})",
            meaning + "; its long queue id is cut.", "381C4E5DFA31DF9E90F: " + words + " <a@example.org> (rule: a rule, 4Z)") { Action = action },
        new("filter." + name + ".plain", EventKind.FilterAction, "{filterId}: " + words + " <{target}> ({queueId})",
            meaning + ", before rules were named.", "381C4E5DFA31DF9E90F: " + words + " <a@example.org> (1C6B541C5D)") { Action = action },
        new("filter." + name + "-failed", EventKind.FilterAction, "{filterId}: " + words + " <{target}> (rule: {rule}) failed",
            meaning + "? No: Postfix did not take it.", "381C4E5DFA31DF9E90F: " + words + " <a@example.org> (rule: a rule) failed") { Action = failed },
    ];
}
