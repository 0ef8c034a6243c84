using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

// Which lines of sessions count.
internal sealed partial class MailSearch
{
    /// <summary>Between two lines is more than all that a finished mail or session can wait.</summary>
    private bool IsFar(LineNote line, LineNote before) => line.Number - before.Number > Graces * options.GraceLines && line.Ticks - before.Ticks > Graces * options.GraceTime.Ticks;

    private bool TryChoose(List<LineNote> notes, out bool isPossible)
    {
        isPossible = true;
        bool isWhole = true;
        Chosen = [.. _hits];
        Dictionary<long, List<LineNote>> processes = ByProcess(notes);
        foreach (LineNote opening in notes)
        {
            if (!opening.Opens)
                continue;
            List<LineNote> session = processes[opening.Place];
            LineNote start = _edges[opening.Stretch].First, last = _edges[opening.Stretch].Last;
            Stretch stretch = Stretches[opening.Stretch];
            int at = session.IndexOf(opening);
            int begin = session.FindLastIndex(at, n => n.Kind == EventKind.Connect);
            int end = session.FindIndex(opening.Kind == EventKind.Connect ? at + 1 : at, n => n.Kind is EventKind.Connect or EventKind.Disconnect);
            if (begin < 0 && stretch.Start > 0)
            {
                isWhole = false;
                continue;
            }
            int from = Math.Max(0, begin), to = end < 0 ? session.Count - 1 : end;
            isPossible &= IsOfOne(session[from..(to + 1)], opening);
            // What the process served shortly before may still take late lines.
            int first = from;
            while (first > 0 && !IsFar(session[from], session[first - 1]))
                first--;
            while (first > 0 && !IsFreshStart(session, first, from))
                first--;
            bool beginsWell = stretch.Start == 0
                || (IsFreshStart(session, first, from) && IsFar(session[from], start) && session[first].Number - start.Number > Graces * options.GraceLines);
            bool endsWell = stretch.End == log.Length || (end >= 0 && IsFar(last, session[end]));
            isWhole &= beginsWell && endsWell;
            for (int i = first; i < session.Count; i++)
                Chosen.Add(session[i].Offset);
            if (opening.IsPart)
                for (int i = first; i < session.Count && (i <= to || !IsFar(session[i], session[to])); i++)
                    if ((session[i].Client == opening.Client || session[i].IsOfProxy) && session[i].Queued is { } id)
                        Add(id, "");
        }
        return isWhole;
    }

    /// <summary>
    /// All lines of a session, to the next connection of its process, are of one client. What a before-queue filter decides names none: it is of this session if that has handed a mail to the filter, and had no answer yet.
    /// </summary>
    private static bool IsOfOne(List<LineNote> session, LineNote opening)
    {
        int client = opening.IsOfProxy && session[0].Kind == EventKind.Connect ? session[0].Client : opening.Client;
        bool isAtFilter = false;
        foreach (LineNote line in session)
        {
            if (line.IsOfProxy ? !isAtFilter : line.Client != client && !(line == session[^1] && line.Kind == EventKind.Connect))
                return false;
            isAtFilter = !line.IsOfProxy && (isAtFilter || (line.Kind == EventKind.Client && line.Queued is null));
        }
        return true;
    }

    /// <summary>The lines of each process in each stretch.</summary>
    private static Dictionary<long, List<LineNote>> ByProcess(List<LineNote> notes)
    {
        Dictionary<long, List<LineNote>> processes = [];
        foreach (LineNote note in notes)
        {
            if (!processes.TryGetValue(note.Place, out List<LineNote>? lines))
                processes.Add(note.Place, lines = []);
            lines.Add(note);
        }
        return processes;
    }

    /// <summary>
    /// What the process did before this connection matters to none of its lines from there on: it begins a session, whatever was before, and each line behind it is of a client that has connected since, or comes when
    /// all that went before is closed.
    /// </summary>
    private bool IsFreshStart(List<LineNote> session, int first, int last)
    {
        LineNote start = session[first];
        if (start.Kind != EventKind.Connect || !BeginsSession(session, first))
            return false;
        var clients = new HashSet<int>();
        for (int i = first; i <= last; i++)
        {
            if (session[i].Kind == EventKind.Connect)
                clients.Add(session[i].Client);
            else if (session[i].Client != LineNote.NoClient && !clients.Contains(session[i].Client) && !IsFar(session[i], start))
                return false;
        }
        return true;
    }

    /// <summary>
    /// A connection belongs to a session whose connection is still missing, if there is one of its client. There is none without a line of that client shortly before; nor if that line is of a session with its connection,
    /// which it is when that came so shortly before the line that the session cannot have been closed in between.
    /// </summary>
    private bool BeginsSession(List<LineNote> session, int connection)
    {
        LineNote start = session[connection];
        LineNote? before = null;
        for (int i = connection - 1; i >= 0; i--)
        {
            if (start.Number - session[i].Number > Graces * options.GraceLines && before is null)
                return true;
            if (before is not null && before.Number - session[i].Number > options.GraceLines)
                return false;
            if (session[i].Client != start.Client)
                continue;
            if (session[i].Kind == EventKind.Connect)
                return true;
            before ??= session[i];
        }
        return before is null;
    }

    /// <summary>What has to be known of a line to find its session.</summary>
    private sealed record LineNote(int Stretch, long Offset, long Number, long Ticks, EventKind Kind, int Process, int Client, bool IsOfProxy, bool Opens)
    {
        /// <summary>What a before-queue filter decides names no client: it is of the session that the process has at the time.</summary>
        public const int NoClient = 0;

        /// <summary>It has the part that is looked for, so the mails of its session are asked for.</summary>
        public bool IsPart { get; init; }

        /// <summary>The queue file that the session opened by it, or what a before-queue filter made of its mail.</summary>
        public string? Queued { get; init; }

        public bool IsOfSession => Process != 0;

        /// <summary>Its process in its stretch.</summary>
        public long Place => (long)Stretch << 32 | (uint)Process;

        public static LineNote Of(LogSeriesReader at, int stretch, bool opens, bool isPart)
        {
            LogLine line = at.Line;
            int process = 0, client = 0;
            bool isOfProxy = false;
            if (line.System == MailSystem.Postfix && TryGetClient(line, out Endpoint endpoint, out isOfProxy))
            {
                client = endpoint.Text.IsEmpty ? NoClient : HashOf(endpoint.Text.Bytes, 0) | 1;
                process = HashOf(line.Program.Bytes, HashOf(line.Host.Bytes, line.ProcessId)) | 1;
            }
            return new LineNote(stretch, at.Offset, at.Number, line.Time.UtcTicks, line.Kind, process, client, isOfProxy, opens || (isPart && process != 0))
            {
                IsPart = isPart,
                Queued = QueuedBy(line),
            };
        }

        private static string? QueuedBy(LogLine line)
        {
            Utf8Text id = line.Kind == EventKind.Client ? line.QueueId : default;
            if (line.TryGet(out VerdictEvent verdict) && verdict.By == VerdictSource.Proxy)
                id = verdict.FilterId.HasValue ? verdict.FilterId : verdict.QueuedAs;
            return id.HasValue ? id.ToString() : null;
        }

        private static int HashOf(ReadOnlySpan<byte> text, int seed)
        {
            var hash = new HashCode();
            hash.Add(seed);
            hash.AddBytes(text);
            return hash.ToHashCode();
        }

        /// <summary>Whether the line is one that sessions are made of, and whom it names.</summary>
        private static bool TryGetClient(LogLine line, out Endpoint client, out bool isOfProxy)
        {
            client = default;
            isOfProxy = false;
            if (line.TryGet(out ConnectEvent connect))
                client = connect.Client;
            else if (line.TryGet(out TlsEvent tls) && tls.IsIncoming)
                client = tls.Peer;
            else if (line.TryGet(out ClientEvent opened))
                client = opened.Client;
            else if (line.TryGet(out SessionAbortedEvent aborted))
                client = aborted.Client;
            else if (line.TryGet(out DisconnectEvent disconnect))
                client = disconnect.Client;
            else if (line.TryGet(out AuthenticationEvent authentication))
                client = authentication.Client;
            else if (line.TryGet(out VerdictEvent verdict) && verdict.By != VerdictSource.Postscreen)
            {
                client = verdict.Client;
                isOfProxy = verdict.By == VerdictSource.Proxy;
            }
            else
                return false;
            return true;
        }
    }
}
