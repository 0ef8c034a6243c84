namespace MailLog.Parsing;

/// <summary>The form of the header that stands before a record's message.</summary>
internal enum HeaderFormat : byte
{
    /// <summary>No header was recognised.</summary>
    None,

    /// <summary><c>Nov 18 10:00:00 host tag[pid]: message</c></summary>
    Rfc3164,

    /// <summary><c>2026-11-18T10:00:00.123456+01:00 host tag[pid]: message</c></summary>
    Iso8601,

    /// <summary><c>&lt;22&gt;1 2026-11-18T10:00:00Z host app procid msgid structured-data message</c></summary>
    Rfc5424,

    /// <summary><c>@400000006affe6523a360fbc message</c></summary>
    Tai64,

    /// <summary><c>1063526289.292776 message</c></summary>
    Epoch,

    /// <summary><c>28365 message</c>: qpsmtpd on standard error, without a stamp.</summary>
    ProcessId,

    /// <summary>A stamp as <see cref="MailLogOptions.QpsmtpdStamp"/> says, then <c>host[pid]: message</c>.</summary>
    Template,
}

/// <summary>What else is known of a record from the way its header and text begin.</summary>
[Flags]
internal enum HeaderFlags : byte
{
    None = 0,

    /// <summary>The text has no tag of its own: <see cref="FormCatalog.Bare"/> is its grammar.</summary>
    Bare = 1,

    /// <summary>The stamp is splogger's, behind the header of syslog.</summary>
    Splogger = 2,

    /// <summary>The text is what splogger cut off a line.</summary>
    Continuation = 4,

    /// <summary>The text is qpsmtpd's, though no tag says so.</summary>
    Qpsmtpd = 8,

    /// <summary>qpsmtpd has logged the text before, and says it again.</summary>
    Copy = 16,
}

/// <summary>What a header says and where in the line it says it. The message runs from <see cref="MessageStart"/> to the end of the line.</summary>
/// <remarks>Positions are 16 bits wide because a line has at most <see cref="LineSplitter.MaxLineLength"/> bytes; with that, a header takes 32 bytes.</remarks>
internal struct LineHeader
{
    /// <summary>Time as logged.</summary>
    public Stamp Stamp;

    /// <summary>The number in brackets after the tag; -1 if there is none or it does not fit.</summary>
    public int ProcessId;

    public ushort HostStart;

    /// <summary>0: the header names no host.</summary>
    public ushort HostLength;

    public ushort ProgramStart;

    /// <summary>Length of the tag without process id; 0: the line has no tag.</summary>
    public ushort ProgramLength;

    public ushort MessageStart;

    public HeaderFormat Format;

    public HeaderFlags Flags;

    public readonly bool IsBare => (Flags & HeaderFlags.Bare) != 0;

    public readonly bool IsQpsmtpd => (Flags & HeaderFlags.Qpsmtpd) != 0;

    public readonly bool IsCopy => (Flags & HeaderFlags.Copy) != 0;

    public readonly bool IsSplogger => (Flags & HeaderFlags.Splogger) != 0;

    public readonly bool IsContinuation => (Flags & HeaderFlags.Continuation) != 0;

    /// <summary>Of a line of splogger: where the text begins, with its tag if it has one.</summary>
    public readonly int TextStart => (Flags & (HeaderFlags.Bare | HeaderFlags.Continuation)) != 0 ? MessageStart : ProgramStart;
}
