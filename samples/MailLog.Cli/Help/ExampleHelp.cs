using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MailLog.Cli;

/// <summary>The library's help, with examples behind it.</summary>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Puts examples behind the help of every command.</summary>
    public static void AddTo(RootCommand root)
    {
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is not { Action: HelpAction help } option)
            return;
        option.Action = new ExampleHelp(help);
        // Elsewhere these are names of files, and would stand in the way of such where a shell completes one.
        if (!OperatingSystem.IsWindows())
            foreach (string alias in option.Aliases.Where(a => a[0] == '/').ToArray())
                option.Aliases.Remove(alias);
    }

    public override int Invoke(ParseResult parseResult)
    {
        int status = help.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        IReadOnlyList<(string Line, string What)> examples = Examples.Of(command is RootCommand ? "maillog" : NameOf(command));
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (examples.Count > 0)
            output.WriteLine("Examples:");
        foreach ((string line, string what) in examples)
            output.WriteLine("  " + line + Environment.NewLine + "      " + what);
        return status;
    }

    /// <summary>A command's name with those above it.</summary>
    public static string NameOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? NameOf(parent) + " " + command.Name : command.Name;
}
