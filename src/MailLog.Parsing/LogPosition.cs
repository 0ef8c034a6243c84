namespace MailLog.Parsing;

/// <summary>A place between two lines of a source, from where another reader can go on.</summary>
/// <param name="Offset">Offset of the next line's first byte in the source, of the inflated text when that is compressed.</param>
/// <param name="Lines">How many lines stand before it.</param>
/// <param name="Time">The instant of the line before it, which tells the year of stamps that lack one; null at the start.</param>
public readonly record struct LogPosition(long Offset, long Lines, DateTimeOffset? Time);
