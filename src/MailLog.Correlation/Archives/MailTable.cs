using System.Globalization;
using System.Net;

namespace MailLog.Correlation;

/// <summary>Mails by what archives can name them by.</summary>
internal sealed class MailTable
{
    private static readonly List<MailFacts> None = [];

    private readonly Dictionary<string, List<MailFacts>> _byQueueId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MailFacts>> _byMessageId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MailFacts>> _byClient = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public MailFacts Add(Mail mail)
    {
        var facts = new MailFacts(mail);
        foreach (string id in mail.QueueIds)
            Add(_byQueueId, id, facts);
        Add(_byMessageId, facts.MessageId, facts);
        Add(_byClient, Client(mail.Client?.Address, mail.Client?.Port), facts);
        if (mail.Host is { } host)
            _hosts.Add(host);
        return facts;
    }

    public List<MailFacts> ByQueueId(string? id) => Find(_byQueueId, id);

    public List<MailFacts> ByMessageId(string? id) => Find(_byMessageId, id);

    public List<MailFacts> ByClient(string? address, int? port) => Find(_byClient, Client(address, port));

    /// <summary>Some mail was logged by a host of this name.</summary>
    public bool IsOwn(string? name)
    {
        foreach (string host in _hosts)
            if (IsSameHost(host, name))
                return true;
        return false;
    }

    /// <summary>The names are the same; a log often has the first label alone.</summary>
    public static bool IsSameHost(string? host, string? name)
    {
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(name))
            return false;
        bool isShort = host!.IndexOf('.') < 0 || name!.IndexOf('.') < 0;
        return string.Equals(isShort ? host.Split('.')[0] : host, isShort ? name!.Split('.')[0] : name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An address in one way of writing it.</summary>
    public static string Address(string address) => IPAddress.TryParse(address, out IPAddress? parsed) ? parsed.ToString() : address.ToUpperInvariant();

    private static string? Client(string? address, int? port) => address is null || port is null ? null : Address(address) + " " + port.Value.ToString(CultureInfo.InvariantCulture);

    private static List<MailFacts> Find(Dictionary<string, List<MailFacts>> table, string? key) => key is not null && table.TryGetValue(key, out List<MailFacts>? found) ? found : None;

    private static void Add(Dictionary<string, List<MailFacts>> table, string? key, MailFacts facts)
    {
        if (key is null)
            return;
        if (!table.TryGetValue(key, out List<MailFacts>? mails))
            table.Add(key, mails = []);
        // A queue id that comes twice in a mail's path.
        if (mails.Count == 0 || mails[mails.Count - 1] != facts)
            mails.Add(facts);
    }
}
