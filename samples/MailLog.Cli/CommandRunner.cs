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
    public static void SetWork(this Command command, Func<ParseResult, Stream, bool> work)
        => command.SetAction(result => Write(output => work(result, output) ? ExitStatus.Done : ExitStatus.Input));

    /// <summary>Gives work standard output to write to.</summary>
    public static int Write(Func<Stream, int> work)
    {
        var output = new BufferedStream(StandardOutput.Open(), 64 * 1024);
        int status = work(output);
        output.Flush();
        return status;
    }

    /// <summary>Runs a command, and makes a sentence and a status of what keeps it from its end.</summary>
    /// <param name="command">The command; help and version, too, write to standard output.</param>
    /// <param name="input">The status when the output cannot be written.</param>
    /// <param name="closed">The status when its reader has gone away.</param>
    public static int Run(Func<int> command, int input = ExitStatus.Input, int closed = ExitStatus.Done)
    {
        try
        {
            return command();
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine("maillog: " + error.Message);
            return ExitStatus.Usage;
        }
        catch (IOException error) when (StandardOutput.IsClosed(error))
        {
            return closed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Inputs deal with their own; this is the output.
            Console.Error.WriteLine("maillog: the output cannot be written: " + error.Message);
            return input;
        }
#pragma warning disable CA1031 // a mistake of ours: told with its place, and no crash for whoever runs the command in a script
        catch (Exception error)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine("Unhandled exception: " + error);
            return ExitStatus.Input;
        }
    }
}
