namespace MailLog.Parsing;

/// <summary>The grammar of each tag that a log uses; a log has few tags, and mostly the same few in turn.</summary>
internal sealed class ProgramTable
{
    /// <summary>A log full of invented tags must not fill memory.</summary>
    private const int MaxTags = 4096;

    private readonly Utf8Table<Entry> _tags = new();

    public readonly struct Entry(ProgramGrammar? grammar)
    {
        public readonly ProgramGrammar? Grammar = grammar;
        public readonly bool IsKnown = true;
    }

    /// <summary>What a tag turned out to be.</summary>
    public void Set(ReadOnlySpan<byte> tag, Entry entry)
    {
        if (_tags.Count < MaxTags || _tags.TryGetValue(tag, out _))
            _tags[tag] = entry;
    }

    public Entry Find(ReadOnlySpan<byte> tag)
    {
        if (_tags.TryGetValue(tag, out Entry known))
            return known;
        var entry = new Entry(FormCatalog.Find(tag));
        if (_tags.Count < MaxTags)
            _tags[tag] = entry;
        return entry;
    }
}
