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

    /// <summary>A helper's: its lines that have no form are none of ours.</summary>
    public bool UntypedIsForeign => System == MailSystem.Neighbour;

    public IReadOnlyList<LineForm> Forms => _forms;

    /// <summary>The form of a message, or null; its fields go to the slots.</summary>
    public LineForm? Match(ReadOnlySpan<byte> message, int offset, Span<uint> slots, out bool isAmbiguous)
    {
        isAmbiguous = false;
        if (message.IsEmpty)
            return null;
        Index index = _index ??= new Index(_forms);
        foreach (LineForm form in index.Candidates(message, out int idLength))
            if (form.Pattern.Matches(message, offset, slots, out isAmbiguous, idLength))
                return form;
        return null;
    }

    /// <summary>Forms by the first byte that tells them apart: behind the id where there is one.</summary>
    private sealed class Index(LineForm[] forms)
    {
        private readonly LineForm[][] _withId = Split(forms, withId: true);
        private readonly LineForm[][] _plain = Split(forms, withId: false);

        public LineForm[] Candidates(ReadOnlySpan<byte> message, out int idLength)
        {
            int id = QueueId.Scan(message);
            if (id == 0)
                id = QueueId.ScanFilterId(message);
            idLength = id;
            if (id == 0 && message.StartsWith("NOQUEUE"u8))
                id = 7;
            if (id > 0 && message.Length > id + 2 && message[id] == ':' && message[id + 1] == ' ')
                return _withId[message[id + 2] & 127];
            return _plain[message[0] & 127];
        }

        private static LineForm[][] Split(LineForm[] forms, bool withId)
        {
            var split = new LineForm[128][];
            for (int b = 0; b < split.Length; b++)
                split[b] = [.. forms.Where(f => (!withId || f.Pattern.StartsWithId || f.Pattern.FirstByte < 0) && (withId || !f.Pattern.StartsWithId)
                    && (f.Pattern.FirstByte < 0 || f.Pattern.FirstByte == b))];
            return split;
        }
    }
}
