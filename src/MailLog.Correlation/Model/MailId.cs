using System.Buffers.Text;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>The id of a mail: host, second of the first line in UTC, and a name; <c>mx1/20261120T062523/4F1A2B3C4D</c>.</summary>
internal static class MailId
{
    /// <summary>The time with its slashes, <c>at</c>, and a number behind a dot.</summary>
    private const int MaxOther = 17 + 2 + 21;

    public static string ToString(byte[] facts, MailModel model)
    {
        int most = Math.Max(1, MailText.At(facts, model.Host).Bytes.Length) + MailText.At(facts, model.Name).Bytes.Length + MaxOther;
        Span<byte> id = most <= 512 ? stackalloc byte[most] : new byte[most];
        TryFormat(facts, model, id, out int length);
        return new Utf8Text(id.Slice(0, length)).ToString();
    }

    public static bool TryFormat(byte[] facts, MailModel model, Span<byte> destination, out int bytesWritten)
    {
        MailText host = MailText.At(facts, model.Host);
        ReadOnlySpan<byte> hostName = host.HasValue ? host.Bytes : "-"u8, name = MailText.At(facts, model.Name).Bytes;
        // qmail uses a number again within the second.
        Span<byte> dotted = stackalloc byte[21];
        int dottedLength = 0;
        if (model.NameQp is { } qp)
        {
            dotted[0] = (byte)'.';
            Utf8Formatter.TryFormat(qp, dotted.Slice(1), out dottedLength);
            dottedLength++;
        }
        bytesWritten = 0;
        int length = hostName.Length + 17 + (model.IsNamedByOffset ? 2 : 0) + name.Length + dottedLength;
        if (destination.Length < length)
            return false;
        hostName.CopyTo(destination);
        Span<byte> rest = destination.Slice(hostName.Length);
        rest[0] = (byte)'/';
        model.FirstSeen.WriteSecond(rest.Slice(1));
        rest[16] = (byte)'/';
        rest = rest.Slice(17);
        // Without any id, the place of the first line tells the refusals of one second apart.
        if (model.IsNamedByOffset)
        {
            "at"u8.CopyTo(rest);
            rest = rest.Slice(2);
        }
        name.CopyTo(rest);
        dotted.Slice(0, dottedLength).CopyTo(rest.Slice(name.Length));
        bytesWritten = length;
        return true;
    }
}
