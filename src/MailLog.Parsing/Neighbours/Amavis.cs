namespace MailLog.Parsing;

/// <summary>
/// amavis (amavisd-new, amavisd): a content filter. One line per mail says it all (log_templ at the end of amavisd; README.customize). File names and
/// viruses in parentheses and the message ids are strangers' text, which is read from the right.
/// </summary>
internal static class Amavis
{
    // Policy banks stand before the address; of their own names (%p) only the usual ones are known.
    private const string Origin = "[{origin:LOCAL|MYNETS LOCAL|MYNETS|ORIGINATING LOCAL|ORIGINATING|ORIGINATING/MYNETS LOCAL|ORIGINATING/MYNETS|MYNETS/ORIGINATING LOCAL|MYNETS/ORIGINATING"
        + "|MYUSERS LOCAL|MYUSERS|SUBMISSION LOCAL|SUBMISSION|AM.PDP-SOCK LOCAL|AM.PDP-SOCK/MYNETS LOCAL|AM.PDP-SOCK/MYNETS|AM.PDP-SOCK|AM.PDP-INET|AM.PDP LOCAL|AM.PDP} ]";

    private const string Envelope = "[\\[{clientAddress}\\][:{port}] [\\[{originAddress}\\] ]]<{sender}> -> <{recipient}>[,{furtherRecipients}]";

    private const string Tail = "[, mail_id: {mailId}], Hits: {score}[, size: {size}][, pt: {count}][, queued_as: {queuedAs}][, dkim_sd={signatures}][, dkim_new={newSignatures}][, {milliseconds} ms]";

    public static readonly LineForm[] Forms =
    [
        .. Results("passed", "Passed", "Handed back to Postfix, perhaps marked.", FilterAction.Accept, "CLEAN", "RelayedInbound", ", queued_as: 5A6B7C8D9E, dkim_sd=s1:example.org"),
        .. Results("blocked", "Blocked", "Not handed back; in braces what was done instead.", FilterAction.Block, "SPAM", "DiscardedInbound,Quarantined", ""),
        // Log level 1 and 2.
        new("amavis.checking", EventKind.FilterStart, "({run}) Checking: {mailId} " + Origin + Envelope,
            "A mail is taken in hand (log level 1).", "(01234-05) Checking: 9yOZ3TBhzrlj [192.0.2.1] <a@example.org> -> <b@example.net>"),
        new("amavis.tag", EventKind.FilterResult,
            "({run}) {topic:SPAM-TAG|SPAM}, <{sender}> -> <{recipient}>[,{furtherRecipients}], {result:Yes|No}, score={score}[ tagged_above={limit}] required={threshold} tests=\\[{hits}\\][ {details}]",
            "SpamAssassin's score, and the rules that hit (log level 2).",
            "(01234-05) SPAM-TAG, <a@example.org> -> <b@example.net>, No, score=-2.898 tagged_above=-999 required=6.31 tests=[BAYES_00=-1.9, SPF_PASS=-0.001] autolearn=ham"),
    ];

    /// <summary>With a message id, with a resent one beside it, and without any; 2.4 and older have no braces.</summary>
    private static LineForm[] Results(string name, string word, string meaning, FilterAction action, string category, string done, string more)
    {
        string start = "({run}) " + word + " {category}[ ({content~})][ \\{{details}}], " + Origin + Envelope + "[, quarantine: {quarantineName}][, Queue-ID: {queueId}]";
        string tail = Tail.Replace("[, mail_id: {mailId}]", ", mail_id: {mailId}");
        string exampleStart = "(01234-05) " + word + " " + category + " {" + done + "}, [192.0.2.1]:41234 [198.51.100.1] <a@example.org> -> <b@example.net>,<c@example.net>, Queue-ID: 4F1A2B3C4D";
        string exampleTail = ", mail_id: 9yOZ3TBhzrlj, Hits: -2.898, size: 3017" + more + ", 1538 ms";
        return
        [
            new("amavis." + name + ".resent", EventKind.FilterAction, start + ", Message-ID: {messageId~}, Resent-Message-ID: {resentMessageId~}" + tail,
                meaning + " The mail was sent on by its recipient.", exampleStart + ", Message-ID: <x@example.org>, Resent-Message-ID: <y@example.org>" + exampleTail) { Action = action },
            new("amavis." + name, EventKind.FilterAction, start + ", Message-ID: {messageId~}" + tail,
                meaning, exampleStart + ", Message-ID: <x@example.org>" + exampleTail) { Action = action },
            new("amavis." + name + ".no-message-id", EventKind.FilterAction, start + Tail,
                meaning + " The mail has no message id.", exampleStart + exampleTail) { Action = action },
        ];
    }
}
