namespace MailLog.Parsing;

/// <summary>Where content lies in an archived session.</summary>
/// <param name="Offset">Offset of its first byte from the start of the file.</param>
/// <param name="Length">Its length in bytes, as it stands in the file; the line with the dot that ends DATA is not counted.</param>
public readonly record struct ContentRange(long Offset, long Length);
