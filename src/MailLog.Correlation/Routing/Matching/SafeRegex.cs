using System.Globalization;
using System.Text.RegularExpressions;

namespace MailLog.Routing;

/// <summary>
/// A regular expression of a policy over text of strangers: it must not hang. Where the framework can match in linear time and the expression allows it, that is used. A match is
/// given up after a while in any case: linear can still be long.
/// </summary>
internal sealed class SafeRegex
{
    /// <summary>Beyond this, compiling itself could take too long.</summary>
    public const int MaxLength = 1000;

    private const int MaxTimeouts = 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(100);
    private readonly Regex _regex;
    private int _timeouts;

    private SafeRegex(Regex regex) => _regex = regex;

    /// <summary>Compiles an expression; null when it has an error, which is then told with its offset.</summary>
    public static SafeRegex? Create(string pattern, bool isWhole, out string message, out int offset)
    {
        offset = 0;
        message = "";
        if (pattern.Length > MaxLength)
        {
            message = "regex: longer than " + MaxLength.ToString(CultureInfo.InvariantCulture) + " characters";
            return null;
        }
        if (RegexShape.FindFault(pattern, out offset) is { } fault)
        {
            message = "regex: " + fault;
            return null;
        }
        try
        {
            // First by itself: what a bracket around it would mend must not pass.
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            Regex regex = Compile(isWhole ? @"\A(?:" + pattern + @")\z" : pattern);
            var safe = new SafeRegex(regex);
            // The first match compiles the engine itself, which must not count as time of the expression.
            _ = safe.IsMatch("");
            safe._timeouts = 0;
            return safe;
        }
        catch (Exception error) when (error is ArgumentException or InsufficientExecutionStackException)
        {
            message = "regex: " + Reason(error.Message, ref offset);
            offset = Math.Min(offset, pattern.Length);
            return null;
        }
    }

    /// <summary>Null when it took too long. One that did so often is not asked again: a log can hold a million addresses that were made for it.</summary>
    public bool? IsMatch(string text)
    {
        if (Volatile.Read(ref _timeouts) >= MaxTimeouts)
            return null;
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            Interlocked.Increment(ref _timeouts);
            return null;
        }
    }

    private static Regex Compile(string pattern)
    {
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
#if NET
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking, Timeout);
        }
        catch (NotSupportedException)
        {
            // References back and looks around need the other engine.
        }
#endif
        return new Regex(pattern, Options, Timeout);
    }

    /// <summary>The framework's message without what the caret shows: <c>Invalid pattern '…' at offset 3. Not enough )'s.</c></summary>
    private static string Reason(string message, ref int offset)
    {
        const string Mark = "' at offset ";
        int at = message.LastIndexOf(Mark, StringComparison.Ordinal);
        int dot = at < 0 ? -1 : message.IndexOf(". ", at, StringComparison.Ordinal);
        string number = dot < 0 ? "" : message.Substring(at + Mark.Length, dot - at - Mark.Length);
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out offset))
            return message.TrimEnd('.');
        string reason = message.Substring(dot + 2).TrimEnd('.');
        return reason.Length == 0 ? "not understood" : char.ToLowerInvariant(reason[0]) + reason.Substring(1);
    }
}
