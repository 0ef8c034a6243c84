using System.Text;
using System.Xml;

namespace MailLog.Cli;

/// <summary>Writes a page that is well-formed XML, too. Every text and every attribute goes through here, so nothing that a stranger wrote is ever markup.</summary>
internal sealed class Html : IDisposable
{
    /// <summary>Longer texts are cut: a reply may have kilobytes.</summary>
    public const int MaxText = 700;

    private readonly XmlWriter _xml;

    /// <summary>The names of the elements that are open.</summary>
    private readonly Stack<string> _open = new();

    public Html(Stream output)
        => _xml = XmlWriter.Create(output, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None, ConformanceLevel = ConformanceLevel.Fragment });

    /// <summary>Opens an element, which ends where the result is disposed.</summary>
    /// <param name="name">Of the program, never of a log.</param>
    /// <param name="style">Its class, or null.</param>
    /// <param name="attributes">Names of the program, with values of anybody.</param>
    public Scope In(string name, string? style = null, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name);
        _open.Push(name);
        if (style is not null)
            _xml.WriteAttributeString("class", style);
        foreach ((string attribute, string value) in attributes)
            _xml.WriteAttributeString(attribute, Clean(value));
        return new Scope(this);
    }

    /// <summary>An element with nothing but text.</summary>
    public void Element(string name, string text, string? style = null, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        using (In(name, style, attributes))
            Text(text);
    }

    public void Text(string text) => _xml.WriteString(Clean(text));

    /// <summary>Text of a log: its direction of writing must not change that of what stands around it.</summary>
    public void Logged(string text, string? style = null) => Element("bdi", text, style);

    /// <summary>A line's end in the page's source.</summary>
    public void Line() => _xml.WriteRaw("\n");

    /// <summary>What is no text: the document type, and the style sheet of the program.</summary>
    public void Raw(string trusted) => _xml.WriteRaw(trusted);

    public void Dispose() => _xml.Dispose();

    /// <summary>Shows what cannot be seen, or is not allowed in XML.</summary>
    private static string Clean(string text)
    {
        if (text.Length > MaxText)
            text = string.Concat(text.AsSpan(0, MaxText - 1), "…");
        text = Printable.Of(text);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair)
                i++;
            else if (!XmlConvert.IsXmlChar(text[i]))
                return Replace(text);
        }
        return text;
    }

    private static string Replace(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }

    private void Close()
    {
        // A disk that is full is the error to be told, not that elements cannot be ended any more.
        if (_xml.WriteState == WriteState.Error)
            return;
        // <div/> would be left open by a reader of HTML.
        if (_open.Pop() is "meta" or "rect" or "line")
            _xml.WriteEndElement();
        else
            _xml.WriteFullEndElement();
    }

    internal readonly struct Scope(Html html) : IDisposable
    {
        public void Dispose() => html.Close();
    }
}
