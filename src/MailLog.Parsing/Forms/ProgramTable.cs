using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MailLog.Parsing;

/// <summary>The grammar of each tag that a log uses; a log has few tags, and mostly the same few in turn.</summary>
internal sealed class ProgramTable(FormTable forms, LearnedPrograms learned)
{
    /// <summary>A log full of invented tags must not fill memory.</summary>
    private const int MaxTags = 4096;

    private const int RecentBits = 6;

    private Utf8Table<ProgramGrammar> _tags = new();

    // The tags that were last met, by their first and last bytes: four loads stand for hashing and comparing a whole tag on each line.
    private readonly Recent[] _recent = new Recent[1 << RecentBits];

    /// <summary>A tag of 8 to 16 bytes is wholly told by these.</summary>
    private readonly struct Recent(ulong first, ulong last, int length, ProgramGrammar? grammar)
    {
        public readonly ulong First = first, Last = last;
        public readonly int Length = length;
        public readonly ProgramGrammar? Grammar = grammar;
    }

    /// <summary>Looks everything up anew: something was learned.</summary>
    public void Clear()
    {
        _tags = new();
        Array.Clear(_recent, 0, _recent.Length);
    }

    /// <summary>The grammar of a tag; null: nobody's that is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ProgramGrammar? Find(ReadOnlySpan<byte> tag)
    {
        if ((uint)(tag.Length - 8) > 8)
            return FindInTable(tag);
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(tag), last = BinaryPrimitives.ReadUInt64LittleEndian(tag.Slice(tag.Length - 8));
        ref Recent recent = ref _recent[(int)((first ^ (last * 0x9E3779B97F4A7C15)) >> (64 - RecentBits))];
        if (recent.First != first || recent.Last != last || recent.Length != tag.Length)
            recent = new Recent(first, last, tag.Length, FindInTable(tag));
        return recent.Grammar;
    }

    private ProgramGrammar? FindInTable(ReadOnlySpan<byte> tag)
    {
        if (_tags.TryGetValue(tag, out ProgramGrammar? grammar))
            return grammar;
        grammar = learned.Contains(tag) ? FormCatalog.Qpsmtpd : forms.Find(tag);
        if (_tags.Count < MaxTags)
            _tags[tag] = grammar;
        return grammar;
    }
}
