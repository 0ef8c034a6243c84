namespace MailLog.Parsing;

/// <summary>Something in an archived session that could not be read, or not in one way only.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Offset of the line in the file.</param>
public readonly record struct ArchiveDiagnostic(ArchiveDiagnosticKind Kind, long Offset);

/// <summary>What could not be read.</summary>
public enum ArchiveDiagnosticKind : byte
{
    /// <summary>The first line is no SMTP command: the file is no session, and was not read on.</summary>
    NotSmtp,

    /// <summary>A line before DATA has another prefix than the first, or none.</summary>
    PrefixDiffers,

    /// <summary>A line that is no known command; what it says is not kept. Lines behind AUTH are not reported.</summary>
    UnknownCommand,

    /// <summary>A command with arguments that cannot be read.</summary>
    MalformedCommand,

    /// <summary>A command that makes no sense where it stands, such as DATA without recipients: any server refuses it, so it counts for nothing.</summary>
    OutOfOrder,

    /// <summary>What follows DATA reads like commands: the server seems to have refused it.</summary>
    DataRefused,

    /// <summary>In the content stands a dot alone on a line with other line ends than those of the session. It does not end the content here; a lax server may have seen it so.</summary>
    OddLineEnd,

    /// <summary>The client began TLS: what follows is encrypted, and was not read.</summary>
    Encrypted,

    /// <summary>The file ends in the middle of a line, of a content or of a chunk.</summary>
    CutOff,
}
