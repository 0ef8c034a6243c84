namespace MailLog.Parsing;

/// <summary>spamd(1) of SpamAssassin (spamd.raw: check, process). Since 3.1 each line has the program's name in front.</summary>
internal static class Spamd
{
    public static readonly LineForm[] Forms = [.. Make("", "spamd: "), .. Make(".old", "")];

    private static LineForm[] Make(string suffix, string prefix) =>
    [
        new("spamd.verdict" + suffix, EventKind.FilterResult, prefix + "{result:identified spam|clean message} ({score}/{threshold}) for {user~}:{uid} in {seconds} seconds, {size} bytes.",
            "A message was checked: its score of the limit.", prefix + "clean message (1.2/5.0) for alice:1000 in 1.3 seconds, 1234 bytes."),
        .. Results(suffix, prefix + "result: {result:Y|.} {score} - "),
        // The score is written in two columns: one digit has a second blank before it.
        .. Results(".narrow" + suffix, prefix + "result: {result:Y|.}  {score} - "),
        new("spamd.start" + suffix, EventKind.FilterStart, prefix + "{topic:processing message|checking message} {messageId~} for {user}:{uid}",
            "A message is taken in hand.", prefix + "processing message <x@example.org> for alice:1000"),
        new("spamd.connect" + suffix, EventKind.Connect, prefix + "connection from {clientName} {client}[ at port {port}][ to port {local}, fd {count}]",
            "A client connected.", prefix + "connection from localhost [127.0.0.1]:58766 to port 783, fd 5"),
    ];

    private static LineForm[] Results(string suffix, string start)
    {
        const string Middle = "{hits} scantime={seconds},size={size},user={user},uid={uid},required_score={threshold},rhost={clientName},raddr={clientAddress},rport={port},mid={messageId~}";
        const string End = ",autolearn={autolearn:ham|spam|no|disabled|failed|unavailable}[,autolearn_force={level}][,shortcircuit={word}]";
        string example = start.Replace("{result:Y|.}", "Y").Replace("{score}", start.Contains("  {") ? "7" : "12")
            + "BAYES_99,HTML_MESSAGE scantime=1.3,size=1234,user=alice,uid=1000,required_score=5.0,rhost=localhost,raddr=127.0.0.1,rport=58766,mid=<x@example.org>";
        return
        [
            new("spamd.result" + suffix + ".bayes", EventKind.FilterResult, start + Middle + ",bayes={bayes}" + End,
                "A message was checked: its score in whole points, and the rules that hit.", example + ",bayes=0.999,autolearn=no,shortcircuit=no"),
            new("spamd.result" + suffix, EventKind.FilterResult, start + Middle + End,
                "The same without the Bayes classifier.", example + ",autolearn=disabled"),
        ];
    }
}
