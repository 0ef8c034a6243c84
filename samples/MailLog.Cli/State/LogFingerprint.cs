using System.IO.Compression;
using System.Security.Cryptography;

namespace MailLog.Cli;

/// <summary>
/// How to know a log again that was read up to some place, whatever its name is by now and whether or not it was compressed: hashes of its first bytes and of
/// those before that place.
/// </summary>
internal sealed record LogFingerprint(long Offset, int HeadLength, string Head, string Tail)
{
    private const int Length = 512;

    /// <summary>The fingerprint of a file that was read up to an offset of its (inflated) text.</summary>
    public static LogFingerprint Of(string path, long offset)
    {
        int length = (int)Math.Min(Length, offset);
        return Of(path, offset, length) ?? throw new IOException("it became shorter while it was read.");
    }

    /// <summary>Whether the file begins with what was read then. A file that cannot be read does not.</summary>
    public bool Matches(string path)
    {
        try
        {
            return Of(path, Offset, HeadLength) == this;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    private static LogFingerprint? Of(string path, long offset, int length)
    {
        using Stream stream = Open(path);
        byte[] head = new byte[length], tail = new byte[length];
        if (stream.ReadAtLeast(head, length, throwOnEndOfStream: false) < length || !Skip(stream, offset - 2 * length, head, tail))
            return null;
        return new LogFingerprint(offset, length, Convert.ToHexString(SHA256.HashData(head)), Convert.ToHexString(SHA256.HashData(tail)));
    }

    /// <summary>Reads on to the bytes before the offset; where head and tail overlap, the tail's first part is the head's last.</summary>
    private static bool Skip(Stream stream, long between, byte[] head, byte[] tail)
    {
        int known = (int)Math.Max(0, -between);
        head.AsSpan(head.Length - known).CopyTo(tail);
        if (between > 0 && stream.CanSeek)
        {
            stream.Seek(between, SeekOrigin.Current);
        }
        else
        {
            byte[] buffer = new byte[64 * 1024];
            while (between > 0)
            {
                int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, between));
                if (read == 0)
                    return false;
                between -= read;
            }
        }
        return stream.ReadAtLeast(tail.AsSpan(known), tail.Length - known, throwOnEndOfStream: false) == tail.Length - known;
    }

    private static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        bool isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
