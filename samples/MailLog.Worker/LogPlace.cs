using System.Text.Json;
using MailLog.Parsing;

namespace MailLog.Worker;

/// <summary>
/// How far a log was read, in a way that outlives rotations: the first bytes of the file that the run began with, and the place in the text from there on, which goes on in the files it
/// was rotated to.
/// </summary>
internal sealed record LogPlace(byte[] Head, LogPosition Position)
{
    private const int HeadLength = 256;

    /// <summary>The first bytes of a file; none when there is no such file yet.</summary>
    public static byte[] HeadOf(string path)
    {
        if (!File.Exists(path))
            return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] head = new byte[HeadLength];
        return head[..file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
    }

    /// <summary>What is to be read of a log now, the oldest first: the rest of what was rotated away (<c>mail.log.1</c>…, not yet compressed), then the file itself.</summary>
    /// <returns>Nothing when the file that this place is in is not to be found any more.</returns>
    public IReadOnlyList<(string Path, LogPosition? Start)> Rest(string log)
    {
        if (Head.Length == 0)
            return [(log, null)];
        var rest = new List<(string, LogPosition?)>();
        string[] files = [.. Rotated(log).Reverse(), log];
        long offset = Position.Offset;
        foreach (string file in files.SkipWhile(f => !HeadOf(f).AsSpan().StartsWith(Head)))
        {
            long length = File.Exists(file) ? new FileInfo(file).Length : 0;
            if (file == log || offset < length)
                rest.Add((file, offset > 0 ? Position with { Offset = offset } : null));
            offset = Math.Max(0, offset - length);
        }
        return rest;
    }

    public void Write(Stream stream)
    {
        JsonSerializer.Serialize(stream, this);
        stream.WriteByte((byte)'\n');
    }

    public static LogPlace Read(Stream stream)
    {
        var line = new List<byte>();
        for (int b = stream.ReadByte(); b is >= 0 and not '\n'; b = stream.ReadByte())
            line.Add((byte)b);
        return JsonSerializer.Deserialize<LogPlace>(line.ToArray()) ?? throw new InvalidDataException("This is not a saved state.");
    }

    /// <summary>The latest first.</summary>
    private static IEnumerable<string> Rotated(string log)
    {
        for (int number = 1; File.Exists(log + "." + number); number++)
            yield return log + "." + number;
    }
}
