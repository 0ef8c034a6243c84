namespace MailLog.Cli;

/// <summary>
/// Finds all lines that the blocks of some ids can depend on; docs/adr/0009 has the proof. Where that does not hold it gives up, and the log is read as a whole.
/// </summary>
/// <param name="options">The ids.</param>
/// <param name="files">The log.</param>
internal sealed class PmgQuery(PmgOptions options, PmgSearchFiles files)
{
    private const int ShortestText = 6, MaxTexts = 64, MaxLines = 20_000;

    /// <summary>What is overwritten in a line that has no form depends on other lines only where qpsmtpd's are among them.</summary>
    public static readonly string[] OfQpsmtpd = ["psmtpd", "dispatching ", "FATAL PLUGIN ERROR [", "click, disconnecting"];

    private readonly HashSet<string> _ids = [.. options.QueueIds], _messageIds = [];
    private readonly HashSet<string> _texts = [.. options.QueueIds], _searched = [];
    private readonly Dictionary<PmgPlace, PmgNote> _lines = [];
    private readonly Dictionary<PmgPlace, PmgNote> _ofSessions = [];

    /// <summary>Where the lines begin that count, in order.</summary>
    public SortedSet<PmgPlace> Chosen { get; } = [];

    /// <returns>False when the log has to be read as a whole.</returns>
    public bool TryFind()
    {
        if (_ids.Any(id => id.Length < ShortestText) || !TryFindLines() || !TryFindSessionsByName())
            return false;
        do
        {
            if (!TryFindLines())
                return false;
            Follow();
        }
        while (_texts.Count > _searched.Count);
        foreach (PmgNote line in _lines.Values.Where(Counts))
        {
            Chosen.Add(line.Place);
            if ((line.Part == PmgPart.Session && !TryFindSession(line)) || (line.Part == PmgPart.Delivery && options.Verbose > 1 && !TryFindTls(line)))
                return false;
        }
        Chosen.UnionWith(_ofSessions.Keys);
        return options.Verbose < 2 || !_lines.Values.Concat(_ofSessions.Values).Any(l => l.IsUnknown && Chosen.Contains(l.Place)) || HasNone(OfQpsmtpd);
    }

    private bool HasNone(string[] texts)
    {
        var places = new List<PmgPlace>();
        return files.TryFind(texts, places) && places.Count == 0;
    }

    /// <summary>Whether the line is one of what is asked for.</summary>
    private bool Counts(PmgNote line) => _ids.Contains(line.Own) || (line.Part == PmgPart.Session && _ids.Contains(line.Other)) || (line.Part == PmgPart.Screening && files.Names.ContainsKey(line.Place));

    /// <summary>Looks for the texts that have come up.</summary>
    private bool TryFindLines()
    {
        string[] fresh = [.. _texts.Except(_searched)];
        if (_texts.Count > MaxTexts || fresh.Any(t => t.Length < ShortestText || t.Contains('\uFFFD')))
            return false;
        var places = new SortedSet<PmgPlace>();
        if (fresh.Length > 0 && !files.TryFind(fresh, places))
            return false;
        _searched.UnionWith(fresh);
        places.ExceptWith(_lines.Keys);
        return places.Count + _lines.Count <= MaxLines && TryRead(places, _lines);
    }

    private bool TryRead(IEnumerable<PmgPlace> places, Dictionary<PmgPlace, PmgNote> notes) =>
        files.TryRead([.. places], (line, place, second) => notes[place] = PmgNote.Of(line, place, second));

    /// <summary>Goes on from each line to what it ties together, until that leads nowhere new.</summary>
    private void Follow()
    {
        int known;
        do
        {
            known = _ids.Count + _messageIds.Count;
            foreach (PmgNote line in _lines.Values)
            {
                if (line.Part != PmgPart.Session && (_ids.Contains(line.Own) || _ids.Contains(line.Other) || _messageIds.Contains(line.MessageId)))
                {
                    Add(line.Own, _ids);
                    // The filter cuts long ids off: no queue file is called so.
                    if (line.Other.Length >= ShortestText)
                        Add(line.Other, _ids);
                    Add(line.MessageId, _messageIds);
                }
            }
        }
        while (_ids.Count + _messageIds.Count > known);
    }

    private void Add(string text, HashSet<string> known)
    {
        if (text.Length > 0 && known.Add(text))
            _texts.Add(text);
    }

    /// <summary>What a session queued or had filtered is asked for with it.</summary>
    private bool TryFindSessionsByName()
    {
        var named = new Dictionary<PmgPlace, PmgNote>();
        if (!TryRead(files.Names.Keys.Order(), named))
            return false;
        foreach (PmgNote line in named.Values)
        {
            if (line.Part == PmgPart.Screening)
                _lines[line.Place] = line;
            else if (line.Part == PmgPart.Session && !TryFindSession(line))
                return false;
        }
        foreach (PmgNote line in _ofSessions.Values)
        {
            Add(line.Own, _ids);
            Add(line.Other, _ids);
        }
        return true;
    }

    /// <summary>A session is all that its process logs up to a disconnect, from behind the disconnect before.</summary>
    private bool TryFindSession(PmgNote line)
    {
        if (_ofSessions.ContainsKey(line.Place))
            return true;
        foreach (PmgNote? note in files.Behind(line))
        {
            if (note is null)
                return false;
            if (note.Part == PmgPart.Session)
                _ofSessions[note.Place] = note;
            if (note.IsEnd)
                break;
        }
        foreach (PmgNote? note in files.Before(line))
        {
            if (note is null)
                return false;
            if (note.IsEnd)
                break;
            if (note.Part == PmgPart.Session)
                _ofSessions[note.Place] = note;
        }
        return true;
    }

    /// <summary>A line about TLS belongs to the delivery of the same process that comes next.</summary>
    private bool TryFindTls(PmgNote line)
    {
        foreach (PmgNote? note in files.Before(line))
        {
            if (note is null)
                return false;
            if (note.Part == PmgPart.DeliveryTls)
                Chosen.Add(note.Place);
            if (note.Part == PmgPart.DeliveryTls || (note.Part == PmgPart.Delivery && note.Own.Length > 0))
                break;
        }
        return true;
    }
}
