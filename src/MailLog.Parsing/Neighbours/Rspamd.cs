namespace MailLog.Parsing;

/// <summary>
/// rspamd(8): a content filter, mostly as a milter. One line per mail (src/libserver/task.c, rspamd_task_write_log with the default log_format). The action is
/// what rspamd advises: what came of it is Postfix's verdict. The message id is a stranger's text, and parameters of the symbols are in part.
/// </summary>
internal static class Rspamd
{
    private const string Start = "[({process}) ]<{run}>; {service}; rspamd_task_write_log: id: {messageId~}, ";

    private const string Rest = "[ user: {user},][ from: <{sender}>,] ({topic:default}: {result:T|F|S} ({action:no action|add header|rewrite subject|soft reject|reject|greylist|quarantine|discard|accept|invalid max action}): "
        + "\\[{score}/{threshold}\\] \\[{hits~}\\]), len: {size}, time: {details}, dns req: {count}, digest: <{signature}>[, rcpts: <{recipient}[,{otherRecipients}]>][, mime_rcpts: <{to}>]"
        + "[, file: {attachment}][, forced: {reason}][, settings_id: {rule}]";

    public static readonly LineForm[] Forms =
    [
        new("rspamd.result", EventKind.FilterResult, Start + "qid: <{queueId}>,[ ip: {clientAddress},]" + Rest,
            "A mail's score, the symbols that hit, and what rspamd advises.",
            "<b06a55>; task; rspamd_task_write_log: id: <x@example.org>, qid: <4F1A2B3C4D>, ip: 192.0.2.1, from: <a@example.org>, (default: F (no action): [-1.20/15.00] "
            + "[MIME_GOOD(-0.10){text/plain;},R_SPF_ALLOW(-0.20){+mx;}]), len: 1234, time: 218.144ms, dns req: 36, digest: <3f8a>, rcpts: <b@example.net>, mime_rcpts: <b@example.net>"),
        new("rspamd.result.no-id", EventKind.FilterResult, Start + "ip: {clientAddress}," + Rest,
            "The same without a queue id: before the queue, or not from a milter.",
            "<b06a55>; task; rspamd_task_write_log: id: <x@example.org>, ip: 192.0.2.1, from: <a@example.org>, (default: T (reject): [21.20/15.00] "
            + "[GTUBE(0.00){}]), len: 1234, time: 312.55ms real, 10.12ms virtual, dns req: 36, digest: <3f8a>, rcpts: <b@example.net,c@example.net>"),
    ];
}
