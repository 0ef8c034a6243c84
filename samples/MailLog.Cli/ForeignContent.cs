namespace MailLog.Cli;

/// <summary>What an input is that is no log of lines, by its first bytes: so that whoever gave it learns how it is read.</summary>
internal static class ForeignContent
{
    private static readonly (byte[] Start, string Advice)[] Known =
    [
        ("BZh"u8.ToArray(), "it is compressed by bzip2; send 'bzcat' of it to standard input."),
        ([0xFD, .. "7zXZ\0"u8], "it is compressed by xz; send 'xzcat' of it to standard input."),
        ([0x28, 0xB5, 0x2F, 0xFD], "it is compressed by zstd; send 'zstdcat' of it to standard input."),
        ("PK\u0003\u0004"u8.ToArray(), "it is a zip archive; send 'unzip -p' of it to standard input."),
        ("LPKSHHRH"u8.ToArray(), "it is a file of systemd's journal; send 'journalctl -o export --file' of it to standard input."),
        ([0xFF, 0xFE], "it is text in UTF-16; convert it to UTF-8."),
        ([0xFE, 0xFF], "it is text in UTF-16; convert it to UTF-8."),
    ];

    /// <summary>What the input is and how it is read, or null when that is not known.</summary>
    /// <param name="first">Its first line.</param>
    public static string? AdviceFor(ReadOnlySpan<byte> first)
    {
        foreach ((byte[] start, string advice) in Known)
            if (first.StartsWith(start))
                return advice;
        return null;
    }
}
