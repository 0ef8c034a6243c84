using System.CommandLine;
using System.CommandLine.Completions;
using System.Text;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The filters of <c>track</c>. Several: all must hold; a repeated one: any.</summary>
internal sealed class MailFilter
{
    private static readonly Option<string[]> From = Text("--from", "Part of the sender's address; '<>' is the null sender.");
    private static readonly Option<string[]> To = Text("--to", "Part of a recipient's final or original address.");
    private static readonly Option<string[]> Client = Text("--client", "Part of the client's name or address.");
    private static readonly Option<string[]> AnyText = Text("--text", "Part of any line of the mail.");
    private static readonly Option<string[]> QueueId = Text("--queue-id", "A queue id of the mail's path, exact.");
    private static readonly Option<string[]> MessageId = Text("--message-id", "The message id, exact; angle brackets may be left out.");
    private static readonly Option<string[]> Status = Text("--status", "Some recipient's status: delivered, deferred, bounced, …");
    private static readonly Option<string[]> Outcome = Text("--outcome", "The mail's outcome: delivered, partial, rejected, …");
    private static readonly Option<string?> Since = new("--since") { HelpName = "T", Description = "Mails with a line from then on: RFC 3339 or YYYY-MM-DD[ hh:mm[:ss]]." };
    private static readonly Option<string?> Until = new("--until") { HelpName = "T", Description = "Mails with a line up to then." };

    /// <summary>A shorter text is in too many lines.</summary>
    private const int ShortestPart = 4;

    /// <summary>As people know it; an empty text would be in every address.</summary>
    private const string NullSender = "<>";

    private readonly List<Func<Mail, bool>> _conditions = [];
    private readonly Redaction? _redaction;

    public MailFilter(ParseResult result, TimeZoneInfo? zone, Redaction? redaction = null)
    {
        _redaction = redaction;
        foreach (Option<string[]> option in new[] { From, To, Client, AnyText, QueueId, MessageId })
            if (result.GetValue(option)?.Contains("") == true)
                throw new UsageException(option.Name + " has an empty value." + (option == From ? " The null sender is '<>'." : ""));
        AddText(result, From, (mail, text) => text == NullSender ? mail.Sender is "" : Contains(mail.Sender, text));
        AddText(result, To, (mail, text) => mail.Recipients.Any(r => Contains(r.Address, text) || Contains(r.Original, text)) || mail.Verdicts.Any(v => Contains(v.Recipient, text)));
        AddText(result, Client, (mail, text) => mail.Client is { } client && (Contains(client.Name, text) || Contains(client.Address, text)));
        AddText(result, AnyText, (mail, text) => mail.Lines.Any(l => Contains(l.Text, text)));
        Add(result, QueueId, (mail, id) => mail.HasId(Encoding.UTF8.GetBytes(id)));
        Add(result, MessageId, (mail, id) => mail.MessageId is { } own && Bare(own) == Bare(id));
        AddWord<RecipientStatus>(result, Status, (mail, status) => mail.Recipients.Any(r => r.Status == status));
        AddWord<MailOutcome>(result, Outcome, (mail, outcome) => mail.Outcome == outcome);
        QueueIds = result.GetValue(QueueId) ?? [];
        Part = PartOf([.. result.GetValue(MessageId)?.Select(Bare) ?? []])
            ?? new[] { From, To, Client, AnyText }.Select(option => PartOf(result.GetValue(option))).OfType<string>().MaxBy(text => text.Length);
        NeedsLines = result.GetValue(AnyText) is { Length: > 0 };
        string? since = result.GetValue(Since), until = result.GetValue(Until);
        if (since is null && until is null)
            return;
        DateTimeOffset from = since is null ? DateTimeOffset.MinValue : TimeArgument.Parse("--since", since, zone);
        DateTimeOffset to = until is null ? DateTimeOffset.MaxValue : TimeArgument.Parse("--until", until, zone);
        if (from > to)
            throw new UsageException("--since is later than --until.");
        _conditions.Add(mail => mail.HasLineBetween(from, to));
    }

    /// <summary>Some condition looks at lines, so they have to be kept.</summary>
    public bool NeedsLines { get; }

    /// <summary>A mail must have one of these queue ids or filter run ids, if there are any.</summary>
    public IReadOnlyCollection<string> QueueIds { get; }

    /// <summary>Each mail that is let through has a line with this text in it, in upper or lower case; null when no such text is known.</summary>
    public string? Part { get; }

    /// <summary>Every mail is let through.</summary>
    public bool IsEmpty => _conditions.Count == 0;

    public static void AddTo(Command command)
    {
        if (Status.CompletionSources.Count == 0)
        {
            Status.CompletionSources.Add(_ => Words.All<RecipientStatus>().Select(word => new CompletionItem(word)));
            Outcome.CompletionSources.Add(_ => Words.All<MailOutcome>().Select(word => new CompletionItem(word)));
        }
        foreach (Option<string[]> option in new[] { From, To, Client, AnyText, QueueId, MessageId, Status, Outcome })
            command.Add(option);
        command.Add(Since);
        command.Add(Until);
    }

    public bool Matches(Mail mail)
    {
        foreach (Func<Mail, bool> condition in _conditions)
            if (!condition(mail))
                return false;
        return true;
    }

    /// <summary>Lines that are redacted hold tokens of what is asked for.</summary>
    private void AddText(ParseResult result, Option<string[]> option, Func<Mail, string, bool> matches)
    {
        if (result.GetValue(option) is not { Length: > 0 } values)
            return;
        string[] texts = [.. values.SelectMany(value => RedactionKey.Sought(_redaction, value))];
        _conditions.Add(mail => texts.Any(text => matches(mail, text)));
    }

    private void Add(ParseResult result, Option<string[]> option, Func<Mail, string, bool> matches)
    {
        if (result.GetValue(option) is { Length: > 0 } values)
            _conditions.Add(mail => values.Any(value => matches(mail, value)));
    }

    private void AddWord<T>(ParseResult result, Option<string[]> option, Func<Mail, T, bool> matches)
        where T : struct, Enum
    {
        if (result.GetValue(option) is not { Length: > 0 } words)
            return;
        T[] values = [.. words.Select(word => Words.TryParse(word, out T value)
            ? value
            : throw new UsageException(option.Name + ": '" + word + "' is none of " + string.Join(", ", Words.All<T>()) + "."))];
        _conditions.Add(mail => values.Any(value => matches(mail, value)));
    }

    /// <summary>The only text that a condition asks for, if it is one that lines show as they hold it: what clients sent to log in is shown as asterisks.</summary>
    private static string? PartOf(string[]? values) => values is [{ Length: >= ShortestPart } text] && CaselessText.CanBe(text) && !text.Contains('*') ? text : null;

    private static bool Contains(string? text, string part) => text is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string Bare(string id) => id.Length > 1 && id[0] == '<' && id[^1] == '>' ? id[1..^1] : id;

    private static Option<string[]> Text(string name, string description) => new(name) { Description = description, HelpName = "S" };
}
