namespace MailLog.Cli;

internal static class PmgCommand
{
    public static int Run(string[] args, Stream output, TextWriter error) => ExitStatus.Usage;
}
