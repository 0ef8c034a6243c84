namespace MailLog.Parsing;

/// <summary>Lines kept in one piece of memory: for handing them to another thread, or for looking at some together. For a few lines, <see cref="LogLine.ToOwned"/> is simpler.</summary>
/// <remarks>
/// The memory is used again and again, so a buffer that has grown allocates nothing; a line takes its own bytes and about 130 more. Lines of it are valid until the next
/// <see cref="Clear"/>, and throw <see cref="InvalidOperationException"/> afterwards. Reading it on several threads at once is safe as long as nobody adds or clears.
/// </remarks>
public sealed class LogLineBuffer
{
    private readonly LogBlock _block = new() { Sources = [], Numbers = [] };

    /// <summary>How many lines there are.</summary>
    public int Count => _block.Count;

    /// <summary>How many bytes the lines have together, without their line ends.</summary>
    public int Length { get; private set; }

    /// <summary>A line, by the order in which they were added.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>The line; valid until the next <see cref="Clear"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public LogLine this[int index] => (uint)index < (uint)_block.Count ? new LogLine(_block, index)
        : throw new ArgumentOutOfRangeException(nameof(index), "The buffer has " + _block.Count + " lines.");

    /// <summary>Adds a copy of a line.</summary>
    /// <param name="line">A line that is valid.</param>
    /// <exception cref="InvalidOperationException">The line is no longer valid, or the buffer would hold 2 GiB or more.</exception>
    public void Add(LogLine line)
    {
        line.CopyTo(_block, Length);
        Length += _block.Lines[_block.Count - 1].Length;
    }

    /// <summary>Takes all lines out; the memory is kept.</summary>
    public void Clear()
    {
        _block.Clear();
        _block.Forms = FormCatalog.Forms;
        Length = 0;
    }
}
