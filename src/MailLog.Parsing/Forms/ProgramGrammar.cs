using System.Runtime.CompilerServices;
using System.Text;

namespace MailLog.Parsing;

/// <summary>The line forms of one program, found by what a message starts with.</summary>
internal sealed class ProgramGrammar
{
    private readonly LineForm[] _forms;
    private Index? _index;

    /// <param name="system">The system the program belongs to.</param>
    /// <param name="name">The program: the last part of the tag.</param>
    /// <param name="forms">Its forms; of several that fit, the first counts.</param>
    public ProgramGrammar(MailSystem system, string name, params LineForm[][] forms)
    {
        System = system;
        Name = name;
        var all = new List<LineForm>();
        foreach (LineForm[] some in forms)
            all.AddRange(some);
        _forms = [.. all];
    }

    public MailSystem System { get; }

    public string Name { get; }

    /// <summary>The name alone does not show that the line is of this program.</summary>
    public bool IsTentative { get; init; }

    /// <summary>It is a dialect's: nothing that lines of mail systems begin with, ids or levels, means anything in it.</summary>
    public bool IsDialect { get; init; }

    /// <summary>Who reads the lines that are of no form of this one; null: nobody.</summary>
    public ProgramGrammar? Next { get; init; }

    /// <summary>What the number of a form is counted from in the reader's table; the catalog's forms are numbered over all programs.</summary>
    public int FirstNumber { get; init; }

    /// <summary>A helper's, or one of a name that others have too: its lines that have no form are none of ours.</summary>
    public bool UntypedIsForeign => IsTentative || (System == MailSystem.Neighbour && !IsDialect);

    public IReadOnlyList<LineForm> Forms => _forms;

    /// <summary>The form of a message, or null; its fields go to the slots. How its line ended before may be known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LineForm? Match(ReadOnlySpan<byte> message, int offset, Span<uint> slots, out bool isAmbiguous, TailMemory? tails = null)
    {
        isAmbiguous = false;
        if (message.IsEmpty)
            return null;
        Index index = _index ??= new Index(_forms, IsDialect);
        Candidate[] candidates = index.Candidates(message, out int start, out int idLength);
        ReadOnlySpan<byte> text = message.Slice(start);
        foreach (ref readonly Candidate candidate in candidates.AsSpan())
            if (candidate.Literal.MayStart(text) && candidate.Pattern.Matches(message, offset, slots, out isAmbiguous, idLength, tails))
                return candidate.Form;
        return null;
    }

    /// <summary>Why a message is of no form: the form that fits it furthest, and what that wants there.</summary>
    public string Explain(ReadOnlySpan<byte> message)
    {
        LineForm? closest = null;
        (int Fits, string Wants) best = (0, "");
        foreach (LineForm form in _forms)
        {
            (int Fits, string Wants) reason = form.Pattern.Explain(message);
            if (reason.Fits <= best.Fits)
                continue;
            closest = form;
            best = reason;
        }
        return closest is null
            ? "no form of " + Name + " begins so"
            : closest.Name + " fits furthest, up to byte " + best.Fits.ToString(global::System.Globalization.CultureInfo.InvariantCulture) + ", and wants " + best.Wants + " there";
    }

    /// <summary>A form with the first bytes of what it has behind the start, if that is literal: most candidates need no further look.</summary>
    private readonly struct Candidate(LineForm form, PatternStart start)
    {
        public readonly LineForm Form = form;
        public readonly Pattern Pattern = form.Pattern;
        public readonly Literal Literal = new(form.Pattern.LiteralBehind(start).ToArray());
    }

    /// <summary>Forms by what a message starts with, then by the byte behind that: few are left to be tried, in the order in which they are listed.</summary>
    private sealed class Index(LineForm[] forms, bool isDialect)
    {
        /// <summary>By <see cref="PatternStart"/>, each made when a line first needs it.</summary>
        private readonly Candidate[][]?[] _split = new Candidate[4][][];

        /// <param name="message">The message.</param>
        /// <param name="start">Where the text begins that tells the candidates apart.</param>
        /// <param name="idLength">Length of the id that the message begins with, or 0.</param>
        public Candidate[] Candidates(ReadOnlySpan<byte> message, out int start, out int idLength)
        {
            if (isDialect)
            {
                start = idLength = 0;
                return Behind(PatternStart.Plain, message, 0);
            }
            start = PrefixLength(message, out idLength);
            if (start > 0)
                return Behind(PatternStart.Id, message, start);
            start = LevelLength(message);
            if (start == 0)
                return Behind(PatternStart.Plain, message, 0);
            int id = PrefixLength(message.Slice(start), out _);
            if (id == 0)
                return Behind(PatternStart.Level, message, start);
            start += id;
            return Behind(PatternStart.LevelAndId, message, start);
        }

        private Candidate[] Behind(PatternStart start, ReadOnlySpan<byte> message, int at)
            => (_split[(int)start] ??= Split(start))[at < message.Length ? message[at] & 127 : 0];

        /// <summary>The length of an id with its colon and blank, or 0.</summary>
        private static int PrefixLength(ReadOnlySpan<byte> message, out int idLength)
        {
            int id = QueueId.Scan(message);
            if (id == 0)
                id = QueueId.ScanFilterId(message);
            idLength = id;
            if (id == 0 && message.StartsWith("NOQUEUE"u8))
                id = 7;
            return id > 0 && message.Length > id + 2 && message[id] == ':' && message[id + 1] == ' ' ? id + 2 : 0;
        }

        private static int LevelLength(ReadOnlySpan<byte> message)
        {
            // Most lines have none, and this is on the way of each.
            if ((message[0] | 0x20) is not ('w' or 'e' or 'f' or 'p'))
                return 0;
            foreach (byte[] level in Levels)
                if (message.StartsWith(level))
                    return level.Length;
            return 0;
        }

        /// <summary>A form that starts with any text stands among those with an id too: a name can look like one.</summary>
        private Candidate[][] Split(PatternStart start)
        {
            var split = new List<LineForm>[128];
            for (int b = 0; b < split.Length; b++)
                split[b] = [];
            foreach (LineForm form in forms)
            {
                Func<byte, bool>? fits = isDialect ? form.Pattern.CanStartWith : CandidateFor(form, start);
                for (int b = 0; fits is not null && b < split.Length; b++)
                    if (fits((byte)b) || fits((byte)(b | 128)))
                        split[b].Add(form);
            }
            return Array.ConvertAll(split, list => CandidatesOf(list, start));
        }

        private static Candidate[] CandidatesOf(List<LineForm> forms, PatternStart start)
        {
            if (forms.Count == 0)
                return [];
            var candidates = new Candidate[forms.Count];
            for (int i = 0; i < candidates.Length; i++)
                candidates[i] = new Candidate(forms[i], start);
            return candidates;
        }

        /// <summary>Whether a form is a candidate behind such a start, by the byte that follows; null: by none.</summary>
        private static Func<byte, bool>? CandidateFor(LineForm form, PatternStart start)
        {
            Pattern pattern = form.Pattern;
            bool hasLevel = pattern.Start is PatternStart.Level or PatternStart.LevelAndId;
            switch (start)
            {
                case PatternStart.Plain:
                    // Levels that are written in another way do not count as such.
                    return (hasLevel ? pattern.WordsOf(Field.Level).Any(word => !IsLevel(word)) : pattern.Start == start) ? pattern.CanStartWith : null;
                case PatternStart.Id:
                    return pattern.Start == start ? pattern.CanFollowStart : pattern.Start == PatternStart.Plain && pattern.StartsWithField ? _ => true : null;
                default:
                    if (start == PatternStart.Level && pattern.Start == PatternStart.Plain && Levels.Any(level => pattern.CanStartWith(level)))
                        return _ => true;
                    if (pattern.Start == PatternStart.Plain && Levels.Any(level => form.Text.StartsWith(Utf8.ToString(level), StringComparison.Ordinal)))
                        return _ => true;
                    return pattern.Start == start ? pattern.CanFollowStart
                        : start == PatternStart.LevelAndId && pattern.Start == PatternStart.Level && pattern.StartsWithField ? _ => true : null;
            }
        }

        private static bool IsLevel(string word) => Levels.Any(level => Utf8.ToString(level) == word + ": ");

        private static readonly byte[][] Levels = [.. new[] { "warning: ", "error: ", "fatal: ", "panic: ", "WARNING: ", "ERROR: " }.Select(Encoding.ASCII.GetBytes)];
    }
}
