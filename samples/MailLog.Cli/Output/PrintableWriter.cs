using System.Text;

namespace MailLog.Cli;

/// <summary>Notes for a terminal: lines quote names of files and addresses, which strangers write. What is written without a line's end is safe already.</summary>
internal sealed class PrintableWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value);

    public override void Write(string? value) => inner.Write(value);

    public override void WriteLine(string? value) => inner.WriteLine(value is null ? value : Printable.Of(value));

    public override void Flush() => inner.Flush();
}
