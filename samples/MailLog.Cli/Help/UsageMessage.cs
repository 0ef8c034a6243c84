using System.CommandLine;
using System.CommandLine.Parsing;

namespace MailLog.Cli;

/// <summary>What is wrong with a command line, in the words of people.</summary>
internal static class UsageMessage
{
    public static string Of(ParseResult result)
    {
        IReadOnlyList<ParseError> errors = result.Errors;
        // What was not understood says more than what is missing for it.
        ParseError error = errors.FirstOrDefault(e => e.Message.StartsWith("Unrecognized", StringComparison.Ordinal)) ?? errors[0];
        string message = string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        // The library does not say which of several options it speaks of.
        if (error.SymbolResult is OptionResult { Option.Name: var option } && message.StartsWith("Argument '", StringComparison.Ordinal))
            message = option + ":" + message["Argument".Length..];
        // Numbers are all that options parse; the library names the type as .NET does.
        int type = message.IndexOf(" as expected type ", StringComparison.Ordinal);
        if (type >= 0)
            message = string.Concat(message.AsSpan(0, type), " as a number");
        if (error.Message.StartsWith("Unrecognized", StringComparison.Ordinal) && result.UnmatchedTokens is [var typed, ..])
            message = message.TrimEnd('.') + DidYouMean.Of(typed, result.CommandResult.Command.Children.OfType<Symbol>().Where(c => c is Command or Option).Select(c => c.Name));
        return message[^1] is '.' or '?' ? message : message + ".";
    }

    /// <summary>The message of an exception, without the name of the parameter in the code.</summary>
    public static string Of(ArgumentException error)
    {
        int parameter = error.Message.IndexOf(" (Parameter ", StringComparison.Ordinal);
        return string.Concat(parameter < 0 ? error.Message : error.Message.AsSpan(0, parameter), ".");
    }
}
