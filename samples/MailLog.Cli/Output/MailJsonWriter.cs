using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>One JSON object per mail and line; names are those of the model, and what is unknown is left out.</summary>
internal sealed partial class MailJsonWriter(Stream output, bool withLines, bool withHistory) : IMailWriter
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JsonBuffer.Encoder, SkipValidation = true };

    private static readonly JsonWords Systems = JsonWords.For<MailSystem>();
    private static readonly JsonWords Outcomes = JsonWords.For<MailOutcome>();
    private static readonly JsonWords Qualities = JsonWords.For<TieQuality>();
    private static readonly JsonWords Statuses = JsonWords.For<RecipientStatus>();
    private static readonly JsonWords Restrictions = JsonWords.For<VerdictRestriction>();
    private static readonly JsonWords Actions = JsonWords.For<VerdictAction>();
    private static readonly JsonWords Sources = JsonWords.For<VerdictSource>();
    private static readonly JsonWords Confidences = JsonWords.For<HookConfidence>();
    private static readonly JsonWords Notices = JsonWords.For<NotificationKind>();
    private static readonly JsonWords Steps = JsonWords.For<MailStep>();

    private readonly JsonBuffer _json = new(output);

    /// <summary>The hooks of each rule as they are written.</summary>
    private readonly Dictionary<HookRule, byte[]> _hooks = [];

    public void Write(Mail mail) => Write(mail, null);

    public void Write(ArchivedMail archived) => Write(archived.Mail, archived);

    private void Write(Mail mail, ArchivedMail? archived)
    {
        _json.Begin((byte)'{');
        _json.Id("id"u8, mail);
        _json.Raw("system"u8, Systems[(int)mail.System]);
        _json.Text("host"u8, mail.HostText);
        _json.Time("firstSeen"u8, mail.FirstSeen);
        _json.Time("lastSeen"u8, mail.LastSeen);
        Ids("queueIds"u8, mail.QueueIdTexts);
        if (mail.FilterIdTexts.Count > 0)
            Ids("filterIds"u8, mail.FilterIdTexts);
        _json.Text("messageId"u8, mail.MessageIdText);
        _json.Text("sender"u8, mail.SenderText);
        if (mail.Size is { } size)
            _json.Number("size"u8, size);
        if (mail.Qp is { } qp)
            _json.Number("qp"u8, qp);
        WriteOrigin(mail);
        WriteTies(mail.Ties, archived?.Ties ?? []);
        WriteRecipients(mail.Recipients);
        WriteVerdicts(mail.Verdicts);
        WriteNotifications(mail.Notifications);
        _json.Text("notificationOf"u8, mail.NotificationOfText);
        _json.Raw("outcome"u8, Outcomes[(int)mail.Outcome]);
        _json.Raw("complete"u8, mail.IsComplete ? "true"u8 : "false"u8);
        if (!mail.IsComplete)
            Words("missing"u8, mail.Missing);
        if (withHistory)
            WriteHistory(mail.History);
        if (archived is { Archives.Count: > 0 })
            WriteArchives(archived.Archives);
        if (withLines)
            WriteLines(mail.Lines);
        _json.End((byte)'}');
        _json.EndLine();
    }

    public void Flush() => _json.Flush();

    public void Dispose() => _json.Dispose();

    private void WriteOrigin(Mail mail)
    {
        if (mail.ClientText is { } client)
        {
            _json.Begin("client"u8, (byte)'{');
            _json.Text("name"u8, client.Name);
            _json.Text("address"u8, client.Address);
            if (client.Port is { } port)
                _json.Number("port"u8, port);
            _json.End((byte)'}');
        }
        _json.Text("helo"u8, mail.HeloText);
        _json.Text("protocol"u8, mail.ProtocolText);
        if (mail.SaslText is { } sasl)
        {
            _json.Begin("sasl"u8, (byte)'{');
            _json.Text("method"u8, sasl.Method);
            _json.Text("username"u8, sasl.Username);
            _json.End((byte)'}');
        }
        if (mail.TlsText is { } tls)
        {
            _json.Begin("tls"u8, (byte)'{');
            _json.Text("protocol"u8, tls.Protocol);
            _json.Text("cipher"u8, tls.Cipher);
            if (tls.Bits is { } bits)
                _json.Number("bits"u8, bits);
            _json.Text("peer"u8, tls.Peer);
            _json.End((byte)'}');
        }
        if (mail.SubmittedByText is { } local)
        {
            _json.Begin("submittedBy"u8, (byte)'{');
            if (local.UserId is { } uid)
                _json.Number("uid"u8, uid);
            _json.Text("user"u8, local.User);
            _json.End((byte)'}');
        }
    }

    private void WriteTies(IReadOnlyList<MailTie> ties, IReadOnlyList<MailTie> more)
    {
        if (ties.Count + more.Count == 0)
            return;
        _json.Begin("ties"u8, (byte)'[');
        for (int i = 0; i < ties.Count + more.Count; i++)
        {
            MailTie tie = i < ties.Count ? ties[i] : more[i - ties.Count];
            _json.Begin((byte)'{');
            _json.Text("what"u8, tie.What);
            _json.Raw("quality"u8, Qualities[(int)tie.Quality]);
            _json.Number("candidates"u8, tie.Candidates);
            _json.End((byte)'}');
        }
        _json.End((byte)']');
    }

    private void WriteNotifications(IReadOnlyList<MailNotification> notifications)
    {
        if (notifications.Count == 0)
            return;
        _json.Begin("notifications"u8, (byte)'[');
        foreach (MailNotification notification in notifications)
        {
            _json.Begin((byte)'{');
            _json.Raw("kind"u8, Notices[(int)notification.Kind]);
            if (notification.QueueId.Length > 0)
                _json.Text("queueId"u8, notification.QueueId);
            _json.End((byte)'}');
        }
        _json.End((byte)']');
    }

    private void WriteHistory(IReadOnlyList<MailHistoryEntry> history)
    {
        if (history.Count == 0)
            return;
        _json.Begin("history"u8, (byte)'[');
        for (int i = 0; i < history.Count; i++)
        {
            MailHistoryEntry entry = history[i];
            _json.Begin((byte)'{');
            _json.Time("at"u8, entry.At);
            _json.Raw("step"u8, Steps[(int)entry.Step]);
            _json.Text("queueId"u8, entry.QueueIdText);
            _json.Text("filterId"u8, entry.FilterIdText);
            _json.Text("recipient"u8, entry.RecipientText);
            _json.Text("original"u8, entry.OriginalText);
            if (entry.Attempt > 0)
                _json.Number("attempt"u8, entry.Attempt);
            _json.Text("nextId"u8, entry.NextIdText);
            if (entry.Notice is { } notice)
                _json.Raw("kind"u8, Notices[(int)notice]);
            _json.Text("detail"u8, entry.DetailText);
            _json.End((byte)'}');
        }
        _json.End((byte)']');
    }

    private void WriteArchives(IReadOnlyList<MailArchive> archives)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartArray();
            foreach (MailArchive archive in archives)
            {
                json.WriteStartObject();
                ArchiveJson.Write(json, archive);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        _json.Raw("archive"u8, bytes.WrittenSpan);
    }

    private void WriteLines(IReadOnlyList<MailLine> lines)
    {
        if (lines.Count == 0)
            return;
        _json.Begin("lines"u8, (byte)'[');
        foreach (MailLine line in lines)
        {
            _json.Begin((byte)'{');
            _json.Text("source"u8, line.Source);
            _json.Number("line"u8, line.Number);
            _json.Number("offset"u8, line.Offset);
            _json.Text("text"u8, line.Text);
            _json.End((byte)'}');
        }
        _json.End((byte)']');
    }

    private void Dsn(EnhancedStatus dsn)
    {
        if (dsn.Class == 0)
            return;
        // Three numbers of up to three digits, without the string that ToString makes.
        Span<byte> text = stackalloc byte[9];
        text[0] = (byte)('0' + dsn.Class);
        text[1] = (byte)'.';
        Utf8Formatter.TryFormat(dsn.Subject, text[2..], out int subject);
        text[2 + subject] = (byte)'.';
        Utf8Formatter.TryFormat(dsn.Detail, text[(3 + subject)..], out int detail);
        _json.Text("dsn"u8, text[..(3 + subject + detail)]);
    }

    private void Ids(ReadOnlySpan<byte> name, IReadOnlyList<MailText> ids)
    {
        _json.Begin(name, (byte)'[');
        for (int i = 0; i < ids.Count; i++)
            _json.Item(ids[i].Bytes);
        _json.End((byte)']');
    }

    private void Words(ReadOnlySpan<byte> name, IReadOnlyList<string> words)
    {
        _json.Begin(name, (byte)'[');
        foreach (string word in words)
            _json.Item(word);
        _json.End((byte)']');
    }
}
