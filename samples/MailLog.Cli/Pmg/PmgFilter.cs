using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>What the options let through.</summary>
internal sealed class PmgFilter(PmgOptions options)
{
    private readonly PmgSearch? _from = Search(options.From);
    private readonly PmgSearch? _to = Search(options.To);
    private readonly PmgSearch? _host = Search(options.Host);
    private readonly byte[]? _messageId = options.MessageId is null ? null : Encoding.UTF8.GetBytes(options.MessageId);
    private readonly Utf8Table<bool> _queueIds = TableOf(options.QueueIds);
    private readonly (long Time, long Place)[] _sessionIds = [.. options.QueueIds.Select(SessionId).Where(id => id.Time >= 0)];

    /// <summary>A block from which every row was taken is not printed; one that had none is, when no rows are asked for.</summary>
    public bool AsksForRows { get; } = options.From is not null || options.To is not null || options.ExcludeGreylist || options.ExcludeNdr;

    public bool HasRecipient => _to is not null;

    public bool Matches(PmgSession session)
    {
        if (_messageId is not null || (_host is not null && (session.Client.IsEmpty || !_host.IsIn(session[session.Client]))))
            return false;
        if (_queueIds.Count > 0 && !IsNamed(session))
            return false;
        return options.Search is null || session.HasSearched || session.Filter is { HasSearched: true };
    }

    public bool Matches(PmgQueueFile file, PmgSession? session)
    {
        if (_messageId is not null && !Ascii.EqualsIgnoreCase(file[file.MessageId], _messageId))
            return false;
        if (_host is not null && !(session is { Client.IsEmpty: false } && _host.IsIn(session[session.Client])) && (file.Client.IsEmpty || !_host.IsIn(file[file.Client])))
            return false;
        if (_queueIds.Count > 0 && !IsNamed(file[file.Id]) && !(file.Filter is PmgFilterRun run && IsNamed(run[run.Id])) && !(session is not null && IsNamed(session)))
            return false;
        if (!MatchesSender(file[file.Sender]))
            return false;
        return options.Search is null || file.HasSearched || session is { HasSearched: true } || file.Filter is { HasSearched: true };
    }

    public bool MatchesSender(ReadOnlySpan<byte> sender) => _from is not null ? sender.Length > 0 && _from.IsIn(sender) : !options.ExcludeNdr || sender.Length > 0;

    public bool MatchesRecipient(ReadOnlySpan<byte> recipient) => _to is null || _to.IsIn(recipient);

    public bool MatchesStatus(byte status) => !options.ExcludeGreylist || status != 'G';

    private static PmgSearch? Search(string? text) => text is null ? null : new PmgSearch(text);

    private bool IsNamed(ReadOnlySpan<byte> id) => _queueIds.TryGetValue(id, out _);

    private static Utf8Table<bool> TableOf(List<string> ids)
    {
        var table = new Utf8Table<bool>();
        foreach (string id in ids)
            table[Encoding.UTF8.GetBytes(id)] = true;
        return table;
    }

    private bool IsNamed(PmgSession session) => Array.IndexOf(_sessionIds, (session.Time, session.Place)) >= 0;

    /// <summary><c>T5FDCB6DFL00000000</c>; -1 when it is no such id.</summary>
    public static (long Time, long Place) SessionId(string id)
    {
        int l = id.IndexOf('L');
        if (l > 1 && id[0] == 'T' && long.TryParse(id.AsSpan(1, l - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long time)
            && long.TryParse(id.AsSpan(l + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long place))
            return (time, place);
        return (-1, -1);
    }
}
