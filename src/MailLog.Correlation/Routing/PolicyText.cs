using System.Text;

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

    /// <summary>Reads a text in UTF-8 to its end. Where it is not, that is an error of the policy, with its place.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="stream">Is read to its end, and not disposed.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static PolicyText Read(string name, Stream stream)
    {
        if (stream is null)
            throw new ArgumentNullException(nameof(stream));
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        byte[] all = bytes.ToArray();
        string text = Encoding.UTF8.GetString(all);
        return new PolicyText(name, text) { FirstFault = FindFault(all, text) };
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

    /// <summary>Index of the first character that stands for bytes that are none; -1 without such. Of a file in another encoding the first tells enough.</summary>
    internal int FirstFault { get; private init; } = -1;

    /// <summary>A replacement character is right where its own bytes stand.</summary>
    private static int FindFault(byte[] bytes, string text)
    {
        int position = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\uFFFD' && !bytes.AsSpan(position).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBF, 0xBD]))
                return i;
            position += c < 0x80 ? 1 : c < 0x800 || char.IsSurrogate(c) ? 2 : 3;
        }
        return -1;
    }
}
