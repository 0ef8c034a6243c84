using System.Globalization;
using System.Text;

namespace MailLog.Parsing;

/// <summary>One form of the lines of a program of your own: a pattern that a whole message fits, from behind the header to the end of the line.</summary>
/// <remarks>
/// In a pattern text stands for itself, <c>{queueId}</c> is a field of the library, <c>{verdict:word}</c> one of your own with its kind, <c>{action:accept|reject}</c> one of these words, and
/// <c>[ note={note:text}]</c> may be missing. docs/dialects.md has the whole language, with the kinds; docs/forms.md the library's fields.
/// Immutable, and safe to share between threads.
/// </remarks>
public sealed class LogForm
{
    private const int MaxNameLength = 100, MaxPatternLength = 4000;

    /// <summary>A form.</summary>
    /// <param name="name">What <see cref="LogLine.Form"/> says of its lines: letters A to Z, digits, dots, hyphens, underscores. The library's are <c>program.what</c>.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="examples">Messages of this form, without header; each must fit, and have one reading.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name has other characters; the pattern has a mistake, or an example does not fit: the message says where, and what was expected there.</exception>
    public LogForm(string name, string pattern, params string[] examples)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Pattern = pattern ?? throw new ArgumentNullException(nameof(pattern));
        if (name.Length is 0 or > MaxNameLength || !name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_'))
            throw new ArgumentException("A form's name has letters A to Z, digits, dots, hyphens and underscores, and is not empty: \"" + name + "\".", nameof(name));
        if (pattern.Length > MaxPatternLength)
            throw new ArgumentException("A pattern has " + MaxPatternLength + " characters at most.", nameof(pattern));
        Compiled = Parsing.Pattern.Parse(pattern, isDialect: true);
        Examples = [.. examples ?? throw new ArgumentNullException(nameof(examples))];
        foreach (string example in Examples)
            if (Mistake(example ?? throw new ArgumentNullException(nameof(examples), "An example is null.")) is { } mistake)
                throw new ArgumentException(mistake, nameof(examples));
    }

    /// <summary>What <see cref="LogLine.Form"/> says of its lines.</summary>
    public string Name { get; }

    /// <summary>The pattern as given.</summary>
    public string Pattern { get; }

    /// <summary>Messages of this form, as given.</summary>
    public IReadOnlyList<string> Examples { get; }

    internal Pattern Compiled { get; }

    /// <summary>The pattern.</summary>
    public override string ToString() => Pattern;

    /// <summary>Why a message is not of this form alone; null when it is.</summary>
    private string? Mistake(string example)
    {
        byte[] message = Encoding.UTF8.GetBytes(example);
        if (message.Length > LineSplitter.MaxLineLength)
            return "An example of \"" + Name + "\" is longer than a line.";
        Span<uint> slots = stackalloc uint[Parsing.Pattern.MaxFields];
        if (Compiled.Matches(message, 0, slots, out bool isAmbiguous))
            return isAmbiguous ? "The example \"" + example + "\" has two readings by the form \"" + Pattern + "\"." : null;
        (int fits, string wants) = Compiled.Explain(message);
        return "The example \"" + example + "\" is not of the form \"" + Pattern + "\": it fits up to byte " + fits.ToString(CultureInfo.InvariantCulture) + ", and the form wants " + wants + " there.";
    }
}
