using System.CommandLine;

namespace MailLog.Cli;

/// <summary>Runs a command's work with what all commands share: usage errors, a reader that goes away, the exit status.</summary>
internal static class CommandRunner
{
    public static void SetWork(this Command command, Action<ParseResult, Inputs, Stream> work) => command.SetAction(result =>
    {
        try
        {
            var inputs = new Inputs(result);
            var output = new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
            work(result, inputs, output);
            output.Flush();
            return inputs.HasFailed ? ExitStatus.Input : ExitStatus.Done;
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine("maillog: " + error.Message);
            return ExitStatus.Usage;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Inputs deal with their own; this is the output. (A reader that has seen enough, | head, is no error: the console's stream ignores it.)
            Console.Error.WriteLine("maillog: the output cannot be written: " + error.Message);
            return ExitStatus.Input;
        }
    });
}
