namespace MailLog.Parsing;

/// <summary>pipe(8): delivers to commands.</summary>
internal static class Pipe
{
    private static readonly LineForm[] Forms =
    [
        new("pipe.macro", EventKind.Diagnostic, "{level:warning|fatal}: file {path}: service {service}: {topic:unknown macro name}: \"{setting}\"",
            "The service's command in master.cf is wrong.", "warning: file /etc/postfix/master.cf: service filter: unknown macro name: \"foo\""),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("pipe", Deliveries.Forms, Forms);
}
