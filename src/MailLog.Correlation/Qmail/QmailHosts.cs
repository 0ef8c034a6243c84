namespace MailLog.Correlation;

/// <summary>The hosts that run qmail.</summary>
internal sealed class QmailHosts
{
    /// <summary>A log full of invented hosts must not fill memory.</summary>
    private const int MaxHosts = 10_000;

    private readonly Dictionary<ulong, QmailHost> _hosts = [];

    public QmailHost Of(ulong host)
    {
        if (_hosts.TryGetValue(host, out QmailHost? known))
            return known;
        if (_hosts.Count >= MaxHosts)
            _hosts.Clear();
        return _hosts[host] = new QmailHost();
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_hosts.Count);
        foreach (KeyValuePair<ulong, QmailHost> entry in _hosts)
        {
            writer.Write(entry.Key);
            entry.Value.Save(writer);
        }
    }

    public void Load(StateReader reader)
    {
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            Of(reader.ReadUInt64()).Load(reader);
    }
}
