namespace MailLog.Routing;

/// <summary>A file of a policy: its name, for messages, and its text.</summary>
public sealed class PolicyText
{
    /// <summary>A text.</summary>
    /// <param name="name">What messages call it, for instance a file name.</param>
    /// <param name="text">Lines that end in LF or CRLF; a byte order mark is allowed.</param>
    public PolicyText(string name, string text)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Text = text ?? throw new ArgumentNullException(nameof(text));
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The text, whole.</summary>
    public string Text { get; }

    /// <summary>
    /// Whether this is a main options file: the first word of some entry is the name of an option (<c>relayhost</c>, <c>transports</c>, <c>max-age</c>…). A text
    /// without one is taken for transports.
    /// </summary>
    public bool HasOptions
    {
        get
        {
            foreach (PolicyLine line in PolicyLine.Entries(this))
                if (OptionsParser.IsOption(line.FirstWord))
                    return true;
            return false;
        }
    }

    /// <summary>Reads a text to its end.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="reader">Is read to its end, and not disposed.</param>
    /// <exception cref="IOException">The reader cannot read.</exception>
    public static PolicyText Read(string name, TextReader reader)
    {
        if (reader is null)
            throw new ArgumentNullException(nameof(reader));
        return new PolicyText(name, reader.ReadToEnd());
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
