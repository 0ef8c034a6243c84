namespace MailLog.Parsing;

/// <summary>The line forms of one program, found by what a message starts with.</summary>
internal sealed class ProgramGrammar
{
    private readonly LineForm[] _forms;
    private Index? _index;

    /// <param name="system">The system the program belongs to.</param>
    /// <param name="name">The program: the last part of the tag.</param>
    /// <param name="forms">Its forms; of several that fit, the first counts.</param>
    public ProgramGrammar(MailSystem system, string name, params ReadOnlySpan<LineForm[]> forms)
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

    /// <summary>The name alone does not show that the line is of this program: without a form it is foreign.</summary>
    public bool IsTentative { get; init; }

    public IReadOnlyList<LineForm> Forms => _forms;

    /// <summary>The form of a message, or null; its fields go to the slots.</summary>
    public LineForm? Match(ReadOnlySpan<byte> message, int offset, Span<uint> slots, out bool isAmbiguous)
    {
        isAmbiguous = false;
        if (message.IsEmpty)
            return null;
        Index index = _index ??= new Index(_forms);
        foreach (LineForm form in index.Candidates(message))
            if (form.Pattern.Matches(message, offset, slots, out isAmbiguous))
                return form;
        return null;
    }

    /// <summary>Forms by what a message starts with, then by the byte behind that: few are left to be tried, in the order in which they are listed.</summary>
    private sealed class Index(LineForm[] forms)
    {
        private readonly LineForm[][] _plain = Split(forms, PatternStart.Plain);
        private readonly LineForm[][] _id = Split(forms, PatternStart.Id);
        private readonly LineForm[][] _level = Split(forms, PatternStart.Level);
        private readonly LineForm[][] _levelAndId = Split(forms, PatternStart.LevelAndId);

        public LineForm[] Candidates(ReadOnlySpan<byte> message)
        {
            int id = IdLength(message);
            if (id > 0)
                return Behind(_id, message, id);
            int level = LevelLength(message);
            if (level == 0)
                return Behind(_plain, message, 0);
            id = IdLength(message.Slice(level));
            return id > 0 ? Behind(_levelAndId, message, level + id) : Behind(_level, message, level);
        }

        private static LineForm[] Behind(LineForm[][] split, ReadOnlySpan<byte> message, int at) => split[at < message.Length ? message[at] & 127 : 0];

        /// <summary>The length of an id with its colon and blank, or 0.</summary>
        private static int IdLength(ReadOnlySpan<byte> message)
        {
            int id = QueueId.Scan(message);
            if (id == 0)
                id = QueueId.ScanFilterId(message);
            if (id == 0 && message.StartsWith("NOQUEUE"u8))
                id = 7;
            return id > 0 && message.Length > id + 2 && message[id] == ':' && message[id + 1] == ' ' ? id + 2 : 0;
        }

        private static int LevelLength(ReadOnlySpan<byte> message)
        {
            if (message.StartsWith("warning: "u8) || message.StartsWith("WARNING: "u8))
                return 9;
            return message.StartsWith("error: "u8) || message.StartsWith("fatal: "u8) || message.StartsWith("panic: "u8) || message.StartsWith("ERROR: "u8) ? 7 : 0;
        }

        /// <summary>A form that starts with any text stands among those with an id too: a name can look like one.</summary>
        private static LineForm[][] Split(LineForm[] forms, PatternStart start)
        {
            var split = new List<LineForm>[128];
            for (int b = 0; b < split.Length; b++)
                split[b] = [];
            foreach (LineForm form in forms)
            {
                Pattern pattern = form.Pattern;
                bool isAny = pattern.StartsWithField
                    && ((start == PatternStart.Id && pattern.Start == PatternStart.Plain) || (start == PatternStart.LevelAndId && pattern.Start == PatternStart.Level));
                if (pattern.Start != start && !isAny)
                    continue;
                for (int b = 0; b < split.Length; b++)
                    if (isAny || pattern.CanFollowStart((byte)b))
                        split[b].Add(form);
            }
            return Array.ConvertAll(split, list => list.ToArray());
        }
    }
}
