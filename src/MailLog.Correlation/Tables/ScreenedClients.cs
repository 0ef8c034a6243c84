using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// Clients that postscreen let in a moment ago. It logs their address and port; smtpd logs the port only with <c>smtpd_client_port_logging</c>, so without it the link
/// is by address and nearness: a rule of thumb, marked as such.
/// </summary>
internal sealed class ScreenedClients(CorrelatorOptions options)
{
    private readonly Dictionary<IdKey, List<Passed>> _byAddress = [];
    private readonly Queue<(IdKey Key, long Sequence)> _order = new();

    private readonly record struct Passed(int? Port, ScreeningAction Action, long Sequence);

    public void Add(in LineContext context, Endpoint client, ScreeningAction action)
    {
        while (_order.Count > 0 && (context.Sequence - _order.Peek().Sequence > options.GraceLines || _order.Count >= options.MaxOpenSessions))
            Forget(_order.Dequeue());
        var key = new IdKey(context.Host, client.Address);
        if (!_byAddress.TryGetValue(key, out List<Passed>? passed))
            _byAddress.Add(key, passed = new List<Passed>(1));
        passed.Add(new Passed(client.Port, action, context.Sequence));
        _order.Enqueue((key, context.Sequence));
    }

    /// <summary>How the client of a new session was let in; each passing is one session's.</summary>
    public (ScreeningAction Action, TieQuality Quality, int Candidates)? Take(in LineContext context, Endpoint client)
    {
        if (_byAddress.Count == 0 || !_byAddress.TryGetValue(new IdKey(context.Host, client.Address), out List<Passed>? passed))
            return null;
        int? port = client.Port;
        int at = port is null ? 0 : passed.FindIndex(p => p.Port == port);
        if (at < 0 || passed.Count == 0)
            return null;
        Passed found = passed[at];
        int candidates = port is null ? passed.Count : 1;
        passed.RemoveAt(at);
        return (found.Action, port is not null ? TieQuality.Exact : candidates > 1 ? TieQuality.Ambiguous : TieQuality.Heuristic, candidates);
    }

    private void Forget((IdKey Key, long Sequence) entry)
    {
        if (!_byAddress.TryGetValue(entry.Key, out List<Passed>? passed))
            return;
        passed.RemoveAll(p => p.Sequence == entry.Sequence);
        if (passed.Count == 0)
            _byAddress.Remove(entry.Key);
    }
}
