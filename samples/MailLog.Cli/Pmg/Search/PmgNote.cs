using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Where a line begins: in which of the files, and where in that.</summary>
internal readonly record struct PmgPlace(int File, long Offset) : IComparable<PmgPlace>
{
    public int CompareTo(PmgPlace other) => File != other.File ? File.CompareTo(other.File) : Offset.CompareTo(other.Offset);
}

/// <summary>What parts of the tracker's state a line touches.</summary>
internal enum PmgPart
{
    None,
    Screening,
    Session,
    QueueFile,
    FilterRun,
    Delivery,
    DeliveryTls,
}

/// <summary>What has to be known of a line to find those that belong to it: the same fields by which <see cref="PmgTracker"/> puts them together.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Second">Its second.</param>
/// <param name="Part">What it is a line of.</param>
/// <param name="Host">Who logged it.</param>
/// <param name="Process">The process; -1 for none.</param>
/// <param name="Own">The queue file or filter run that the line begins with; empty for none.</param>
internal sealed record PmgNote(PmgPlace Place, long Second, PmgPart Part, string Host, int Process, string Own)
{
    /// <summary>Another queue file or filter run that it ties to its own; for a session, a filter run.</summary>
    public string Other { get; private init; } = "";

    public string MessageId { get; private init; } = "";

    /// <summary>The session is over.</summary>
    public bool IsEnd { get; private init; }

    /// <summary>It has no form, so what is overwritten in it may depend on other lines.</summary>
    public bool IsUnknown { get; private init; }

    public static PmgNote Of(LogLine line, PmgPlace place, long second)
    {
        string id = "", other = "", messageId = "";
        PmgPart part = PartOf(line);
        if (part == PmgPart.FilterRun)
        {
            id = Begin(line, line.FilterId);
            if (line.TryGet(out FilterActionEvent action))
                other = (action.QueueId.HasValue ? action.QueueId : action.QueueIdStart).ToString();
        }
        else if (part != PmgPart.None)
        {
            id = Begin(line, line.QueueId);
            if (line.TryGet(out DeliveryEvent delivery))
                other = delivery.FilterId.ToString();
            else if (part == PmgPart.Delivery && IsTls(line))
                part = PmgPart.DeliveryTls;
            else if (line.TryGet(out MessageIdEvent message))
                messageId = message.MessageId.ToString();
            else if (line.TryGet(out VerdictEvent verdict))
                other = verdict.FilterId.ToString();
        }
        return new PmgNote(place, second, part, line.Host.ToString(), line.ProcessId, id)
        {
            Other = other,
            MessageId = messageId,
            IsEnd = part == PmgPart.Session && line.Kind == EventKind.Disconnect,
            IsUnknown = line.Kind == EventKind.Unknown,
        };
    }

    private static PmgPart PartOf(LogLine line)
    {
        ReadOnlySpan<byte> component = line.Component;
        if (line.System == MailSystem.Pmg)
            return component.SequenceEqual("pmg-smtp-filter"u8) ? PmgPart.FilterRun : PmgPart.None;
        if (line.System != MailSystem.Postfix)
            return PmgPart.None;
        return component.SequenceEqual("smtpd"u8) ? PmgPart.Session
            : component.SequenceEqual("postscreen"u8) ? PmgPart.Screening
            : component.SequenceEqual("qmgr"u8) || component.SequenceEqual("cleanup"u8) ? PmgPart.QueueFile
            : PmgTracker.IsDeliveryAgent(component) ? PmgPart.Delivery : PmgPart.None;
    }

    private static bool IsTls(LogLine line) => line.TryGet(out TlsEvent tls) && PmgTracker.IsOfNextDelivery(tls);

    private static string Begin(LogLine line, ReadOnlySpan<byte> id) => !id.IsEmpty && line.Message.Bytes.StartsWith(id) ? System.Text.Encoding.UTF8.GetString(id) : "";
}
