using System.Text;

namespace MailLog.Parsing;

/// <summary>The stamp of a file that qpsmtpd's <c>logging/file</c> writes, where <c>tsformat</c> makes it another than those that are known: strftime(3), before <c>host[pid]: message</c>.</summary>
internal sealed class StampTemplate
{
    /// <summary>A stamp of more bytes is none.</summary>
    private const int Longest = 128;

    private readonly NamePart[] _parts;

    /// <exception cref="ArgumentException">The format has a conversion that is not known, or does not tell a time.</exception>
    public StampTemplate(string format)
    {
        _parts = NamePart.ParseStamp(format);
        var sample = new StringBuilder();
        foreach (NamePart part in _parts)
            part.Write(sample, new DateTimeOffset(2026, 11, 20, 6, 15, 38, TimeSpan.Zero));
        // What a made-up stamp tells is what every stamp does.
        if (sample.Length >= Longest || !TryRead(sample.ToString().AsSpan(), out _, out int length) || length != sample.Length)
            throw new ArgumentException("The format of stamps does not tell a day and a time: " + format, nameof(format));
    }

    /// <summary>The template of a format; null for none.</summary>
    public static StampTemplate? Of(string? format) => format is null ? null : new StampTemplate(format);

    /// <summary>Reads the header of a line; false if it is not written so.</summary>
    public bool TryParse(ReadOnlySpan<byte> line, out LineHeader header)
    {
        header = default;
        header.ProcessId = -1;
        Span<char> text = stackalloc char[Longest];
        text = text.Slice(0, Math.Min(line.Length, Longest));
        for (int i = 0; i < text.Length; i++)
            text[i] = (char)line[i];
        if (!TryRead(text, out Stamp stamp, out int length) || length + 1 >= line.Length || line[length] != ' ')
            return false;
        LineHeader read = header;
        if (!HostAndTag.TryReadTag(line, length + 1, ref read) || read.ProcessId < 0)
            return false;
        header = read;
        header.Format = HeaderFormat.Template;
        header.Stamp = stamp;
        QpsmtpdText.TakeTagForHost(ref header);
        return true;
    }

    private bool TryRead(ReadOnlySpan<char> text, out Stamp stamp, out int length)
    {
        stamp = default;
        length = 0;
        var time = new NameTime();
        foreach (NamePart part in _parts)
            if (!part.TryRead(text, ref length, ref time))
                return false;
        return time.TryGetStamp(out stamp);
    }
}
