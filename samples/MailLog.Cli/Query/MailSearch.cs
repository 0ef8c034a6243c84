using System.Text;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>
/// Finds, in plain logs of Postfix or Proxmox Mail Gateway, all lines that the mails of some queue ids, or with a text in one of their lines, can depend on; docs/adr/0008 has the proof. Where that does not hold it gives up, and the
/// log is read as a whole.
/// </summary>
/// <param name="log">The log: one file, or several that follow one another.</param>
/// <param name="wanted">Queue ids, or ids of filter runs.</param>
/// <param name="part">What stands in some line of each mail; null to go by the ids alone.</param>
/// <param name="options">How mails are assembled.</param>
/// <param name="reach">How many bytes before and behind a line are looked at first.</param>
internal sealed partial class MailSearch(LogSeries log, IReadOnlyCollection<string> wanted, CaselessText? part, CorrelatorOptions options, long reach = MailSearch.Reach)
{
    public const long Reach = 768 * 1024;

    /// <summary>Beyond so many graces, nothing of the past is still open but what has lines of its own to come: one can wait for another.</summary>
    public const int Graces = 3;

    private const int MaxRounds = 12;
    private const int MaxTexts = 1000;
    private const int ShortestText = 6;

    /// <summary>So much may be parsed in all rounds, and of a large log such a part: with more, assembling everything would be as quick.</summary>
    private const long MaxBytes = 96 * 1024 * 1024, MaxPartOfLog = 6;

    private readonly HashSet<string> _ids = [.. wanted];
    private readonly HashSet<string> _texts = [.. wanted], _searched = [];
    private readonly SortedSet<long> _hits = [];

    /// <summary>The lines with the part, and the sessions' mails that these may be of.</summary>
    private readonly HashSet<long> _parts = [];
    private readonly Dictionary<string, string> _instances = [];

    // Mails that a filter behind pipe(8) takes or gives back are joined by their message ids.
    private readonly HashSet<string> _piped = [];
    private readonly HashSet<(string Id, string MessageId)> _messageIds = [];
    private readonly List<(string Next, LineNote Line)> _replies = [];

    /// <summary>Of each stretch the first line and the last.</summary>
    private readonly List<(LineNote First, LineNote Last)> _edges = [];
    private long _reach = reach, _planned;

    /// <summary>The stretches to read, in order.</summary>
    public List<Stretch> Stretches { get; private set; } = [];

    /// <summary>Where the lines begin that count.</summary>
    public HashSet<long> Chosen { get; private set; } = [];

    /// <returns>False when the log has to be read as a whole.</returns>
    public bool TryFind()
    {
        if (_ids.Any(id => id.Length < ShortestText || !id.All(char.IsAsciiLetterOrDigit)) || !log.TryBegin(_texts.Select(Encoding.UTF8.GetBytes), part))
            return false;
        for (int round = 0; round < MaxRounds; round++)
        {
            if (_texts.Count > MaxTexts)
                return false;
            string[] fresh = [.. _texts.Except(_searched)];
            if (fresh.Length > 0 || round == 0)
            {
                foreach (long hit in log.Find([.. fresh.Select(Encoding.UTF8.GetBytes)]))
                    _hits.Add(log.LineStart(hit));
                _searched.UnionWith(fresh);
                if (log.IsTooMuch || log.HasOtherTexts)
                    return false;
            }
            if (round == 0 && part is not null)
                _parts.UnionWith(_hits);
            if (_hits.Count == 0)
                return true;
            if (!log.TellsTimes || !log.IsOneAfterTheOther || !TryPlan())
                return false;
            var lines = new List<LineNote>();
            int known = _ids.Count;
            if (!TryRead(lines) || !TryFollowMessageIds())
                return false;
            bool isWhole = TryChoose(lines, out bool isPossible);
            if (!isPossible)
                return false;
            if (isWhole && _ids.Count == known && _texts.IsSubsetOf(_searched))
                return true;
            if (!isWhole)
                _reach *= 2;
        }
        return false;
    }

    private bool TryPlan()
    {
        Stretches = [];
        long most = Math.Max(MaxBytes, log.Length / MaxPartOfLog);
        foreach (long hit in _hits)
        {
            Stretch next = log.Around(hit, _reach, _reach);
            if (Stretches.Count > 0 && Stretches[^1].End >= next.Start)
            {
                _planned += Math.Max(0, next.End - Stretches[^1].End);
                Stretches[^1] = Stretches[^1] with { End = Math.Max(Stretches[^1].End, next.End) };
            }
            else
            {
                _planned += next.End - next.Start;
                Stretches.Add(next);
            }
            if (_planned > most)
                return false;
        }
        return true;
    }

    /// <summary>Parses the stretches: notes the lines of sessions, and follows what the lines that hold a text that is looked for lead to.</summary>
    private bool TryRead(List<LineNote> notes)
    {
        _edges.Clear();
        for (int i = 0; i < Stretches.Count; i++)
        {
            using LogSeriesReader reader = log.Open(Stretches[i]);
            LineNote? first = null, last = null;
            _replies.Clear();
            bool hasPickup = false;
            while (reader.Read())
            {
                LogLine line = reader.Line;
                bool isHit = _hits.Contains(reader.Offset);
                bool isPart = isHit && _parts.Contains(reader.Offset);
                bool isOwn = isHit && _ids.Contains(line.QueueId.ToString());
                last = LineNote.Of(reader, i, isHit && Opens(line), isPart);
                if (isPart && !TryFollowPart(line))
                    return false;
                if (isHit && !(isPart && line.System == MailSystem.None) && !TryFollow(line, last))
                    return false;
                hasPickup |= isOwn && line.Kind == EventKind.Pickup;
                first ??= last;
                if (last.IsOfSession)
                    notes.Add(last);
            }
            if (first is null || last is null)
                return false;
            _edges.Add((first, last));
            FollowReplies(Stretches[i], last, hasPickup);
            if (!TryFollowOn(Stretches[i]))
                return false;
        }
        return true;
    }
}
