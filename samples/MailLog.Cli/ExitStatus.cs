namespace MailLog.Cli;

/// <summary>What the command tells its caller.</summary>
internal static class ExitStatus
{
    public const int Done = 0;

    /// <summary>An input could not be read (the others were), or the output could not be written.</summary>
    public const int Input = 1;

    public const int Usage = 2;
}
