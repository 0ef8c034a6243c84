using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>
/// Mails as the blocks that <c>maillog pmg -v</c> prints: those of their queue files. What is in a block hangs on lines that are no part of the mail, so they are read again, by what makes the blocks there.
/// A mail that was refused before it had a queue id has no name to ask for: its block is printed only when all are.
/// </summary>
internal sealed class MailPmgWriter : IMailWriter
{
    private readonly Stream _output;
    private readonly Inputs _inputs;
    private readonly bool _isAll;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private bool _isWritten;

    public MailPmgWriter(Stream output, Inputs inputs, bool isAll)
    {
        if (inputs.Names.FirstOrDefault(name => name == "-" || Directory.Exists(name)) is { } other)
            throw new UsageException("--format pmg needs files that can be read twice, not '" + other + "'.");
        (_output, _inputs, _isAll) = (output, inputs, isAll);
    }

    public void Write(Mail mail)
    {
        _ids.UnionWith(mail.QueueIds);
        _ids.UnionWith(mail.FilterIds);
        if (mail.LastSeen.Value > _last)
            _last = mail.LastSeen.Value;
    }

    public void Write(ArchivedMail archived) => Write(archived.Mail);

    /// <summary>All mails are known.</summary>
    public void Flush()
    {
        if (_isWritten || (_ids.Count == 0 && !_isAll))
            return;
        _isWritten = true;
        var output = new PmgOutput(_output);
        PmgOptions options = PmgOptions.ForBlocks(_isAll ? [] : _ids, _ids.Count > 0 ? _last : TimeProvider.System.GetLocalNow());
        if (_inputs.Redaction is { } redaction)
            options.Redact(redaction);
        // What could not be read was named the first time.
        PmgCommand.ReadAll([.. _inputs.Names.Where(File.Exists)], options, output, (_, _) => { });
        output.Flush();
        if (output.Error is { } error)
            throw error;
    }

    public void Dispose()
    {
    }
}
