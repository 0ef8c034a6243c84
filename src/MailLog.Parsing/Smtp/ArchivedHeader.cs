namespace MailLog.Parsing;

/// <summary>Fields of a content's header that tell which mail it is.</summary>
/// <remarks>
/// The header is looked at up to its empty line, and for 64 KiB at most. A field that is not there to its end is left out. Where a field stands several times, the first counts. Values are
/// unfolded and without blanks around them; they are a stranger's text. Texts are valid as long as this object.
/// </remarks>
public sealed class ArchivedHeader
{
    internal static readonly ArchivedHeader None = new();

    internal readonly List<ReceivedField> ReceivedList = [];
    internal byte[]? MessageIdBytes, SubjectBytes, DateBytes;

    internal ArchivedHeader()
    {
    }

    /// <summary>Message-ID with its angle brackets, as written.</summary>
    public Utf8Text MessageId => Text(MessageIdBytes);

    /// <summary>Subject as written, encoded words and all.</summary>
    public Utf8Text Subject => Text(SubjectBytes);

    /// <summary>Date as written.</summary>
    public Utf8Text Date => Text(DateBytes);

    /// <summary>The Received fields, topmost (latest) first; 100 at most.</summary>
    public IReadOnlyList<ReceivedField> Received => ReceivedList;

    /// <summary>The header was read to its end.</summary>
    public bool IsComplete { get; internal set; }

    private static Utf8Text Text(byte[]? bytes) => bytes is null ? default : new Utf8Text(bytes);
}
