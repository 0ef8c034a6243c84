using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Correlation.Tests;

/// <summary>Writes archived sessions, named after their times.</summary>
internal sealed record ArchiveText
{
    public static readonly ArchiveNameTemplate Names = new("A-%F-%T.%%07d.arc", TimeZoneInfo.Utc);

    public string Xforward { get; init; } = "";

    public string Sender { get; init; } = LogText.Sender;

    public string[] Recipients { get; init; } = ["r@b.example"];

    public string MessageId { get; init; } = "";

    public string Received { get; init; } = "";

    /// <summary>Seconds past ten o'clock, when <see cref="LogText"/> begins; null for a name without a time.</summary>
    public double? At { get; init; }

    public string Text
    {
        get
        {
            var text = new StringBuilder("EHLO filter.example\r\n");
            if (Xforward.Length > 0)
                text.Append("XFORWARD ").Append(Xforward).Append("\r\n");
            text.Append("MAIL FROM:<").Append(Sender).Append(">\r\n");
            foreach (string recipient in Recipients)
                text.Append("RCPT TO:<").Append(recipient).Append(">\r\n");
            text.Append("DATA\r\n");
            if (Received.Length > 0)
                text.Append("Received: ").Append(Received).Append("; Fri, 20 Nov 2026 10:00:00 +0000\r\n");
            if (MessageId.Length > 0)
                text.Append("Message-ID: <").Append(MessageId).Append(">\r\n");
            return text.Append("\r\nhello\r\n.\r\nQUIT\r\n").ToString();
        }
    }

    public ArchivedSession Session => ArchivedSession.Read(new MemoryStream(Encoding.UTF8.GetBytes(Text)),
        At is { } at ? Names.GetName(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero).AddSeconds(at)) : "archive");

    public static ArchiveJoin Join(LogText log, params ArchiveText[] archives) => new ArchiveIndex(archives.Select(a => a.Session), Names).Join(Correlating.Mails(log));

    /// <summary>The archives of one log and one archive: the mail's, or null, with the reason.</summary>
    public static (MailArchive? Tied, ArchiveOrphanReason? Reason) One(LogText log, ArchiveText archive)
    {
        ArchiveJoin join = Join(log, archive);
        return (join.Mails.SelectMany(m => m.Archives).SingleOrDefault(), join.Orphans.SingleOrDefault()?.Reason);
    }
}
