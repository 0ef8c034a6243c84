using System.CommandLine;

namespace MailLog.Cli;

/// <summary>Runs a command's work with what all commands share: usage errors, a reader that goes away, the exit status.</summary>
internal static class CommandRunner
{
    /// <summary>Work on logs.</summary>
    public static void SetWork(this Command command, Action<ParseResult, Inputs, Stream> work) => command.SetWork((result, output) =>
    {
        var inputs = new Inputs(result);
        work(result, inputs, output);
        return !inputs.HasFailed;
    });

    /// <summary>Work on other input; false when some of that could not be read, and was named.</summary>
    public static void SetWork(this Command command, Func<ParseResult, Stream, bool> work) => command.SetAction(result =>
    {
        try
        {
            var output = new BufferedStream(StandardOutput.Open(), 64 * 1024);
            bool isRead = work(result, output);
            output.Flush();
            return isRead ? ExitStatus.Done : ExitStatus.Input;
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine("maillog: " + error.Message);
            return ExitStatus.Usage;
        }
        catch (IOException error) when (StandardOutput.IsClosed(error))
        {
            return ExitStatus.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Inputs deal with their own; this is the output.
            Console.Error.WriteLine("maillog: the output cannot be written: " + error.Message);
            return ExitStatus.Input;
        }
    });
}
