namespace MailLog.Correlation;

/// <summary>What of a mail is made when it is asked for, and then kept. Two threads that ask at once make it twice, and one is kept.</summary>
internal sealed class MailLists
{
    public string? Id;
    public IReadOnlyList<string>? QueueIds, FilterIds;
    public IReadOnlyList<MailHistoryEntry>? History;
    public IReadOnlyList<MailLine>? Lines;

    public static string[] Strings(MailText[] texts) => texts.Length == 0 ? [] : Array.ConvertAll(texts, t => t.ToString());
}
