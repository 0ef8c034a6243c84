using System.Text.Json.Serialization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>One step in the life of a mail, of one line of the log. Attempts' results are of a recipient; the rest is mostly of the mail as a whole.</summary>
public sealed class MailHistoryEntry : ITimed
{
    internal MailHistoryEntry()
    {
    }

    internal bool IsOfAttempt;

    /// <summary>Of a notification in qmail, the process that queued it.</summary>
    internal long? Qp;

    internal long Sequence;

    long ITimed.Sequence => Sequence;

    /// <summary>When its line was logged.</summary>
    public LogTime At { get; internal set; }

    /// <summary>What happened.</summary>
    public MailStep Step { get; internal set; }

    /// <summary>The queue id under which it happened; null before there was one, and in a filter's run.</summary>
    public string? QueueId => QueueIdText.Value;

    /// <summary><see cref="QueueId"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText QueueIdText { get; internal set; }

    /// <summary>The filter's run in which it happened; null elsewhere.</summary>
    public string? FilterId => FilterIdText.Value;

    /// <summary><see cref="FilterId"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText FilterIdText { get; internal set; }

    /// <summary>The recipient that it is about; null when it is about the mail as a whole.</summary>
    public string? Recipient => RecipientText.Value;

    /// <summary><see cref="Recipient"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText RecipientText { get; internal set; }

    /// <summary>The recipient before aliases, if it was another (see <see cref="Recipient.Original"/>); null otherwise.</summary>
    public string? Original => OriginalText.Value;

    /// <summary><see cref="Original"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText OriginalText { get; internal set; }

    /// <summary>
    /// Of an attempt, which it is for its recipient: one more than were deferred before, so of <see cref="MailStep.Deferred"/> how many were deferred by now. 0 elsewhere.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Attempt { get; internal set; }

    /// <summary>The id of what came of it: the next queue file or filter run, a notification, an entry of a quarantine; null when there is none.</summary>
    public string? NextId => NextIdText.Value;

    /// <summary><see cref="NextId"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText NextIdText { get; internal set; }

    /// <summary>What a notification told; null elsewhere.</summary>
    [JsonPropertyName("kind")]
    public NotificationKind? Notice { get; internal set; }

    /// <summary>What the line says of it, as logged: the client, the reason of a decision or of an attempt's result, a filter's rule; null when it says nothing.</summary>
    public string? Detail => DetailText.Value;

    /// <summary><see cref="Detail"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText DetailText { get; internal set; }

    /// <summary>Time, step, and whom it is about.</summary>
    public override string ToString() => At + " " + Step + ((QueueId ?? FilterId) is { } id ? " " + id : "") + (Recipient is { } recipient ? " <" + recipient + ">" : "");
}
