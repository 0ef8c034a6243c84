using System.Runtime.CompilerServices;

namespace MailLog.Parsing;

/// <summary>
/// What splogger hands to syslog: <c>1795156172.391107 info msg 1: …</c>. Behind 799 bytes it begins a line of its own with the rest,
/// <c>1795156172.391107+…</c>, under the same stamp.
/// </summary>
internal static class SploggerText
{
    /// <summary>Where splogger cuts a line; only the last part of one is shorter.</summary>
    public const int CutLength = 799;

    private const int FractionDigits = 6;

    /// <summary>Seconds have had ten digits for as long as syslog has been read: fewer are somebody else's number.</summary>
    private const int FewestSeconds = 10;

    private const int FewestBytes = FewestSeconds + 1 + FractionDigits;

    /// <summary>Where the message of a syslog header begins as splogger's do: takes over its stamp, and reads on behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ReadOnlySpan<byte> line, ref LineHeader header)
    {
        int position = header.MessageStart;
        // The point first: hardly any other line has one there, while every other queue id begins with a digit, which no prediction knows (1.5 ns of 140 a line).
        if (position + FewestBytes < line.Length && HasPoint(line.Slice(position + FewestSeconds, 3)) && StampText.IsDigit(line[position]))
            ReadBehind(line, position, ref header);
    }

    private static void ReadBehind(ReadOnlySpan<byte> line, int position, ref LineHeader header)
    {
        if (header.IsBare || header.Format is HeaderFormat.Tai64 or HeaderFormat.Epoch)
            return;
        ReadOnlySpan<byte> text = line.Slice(position);
        if (!EpochHeader.TryReadStamp(text, out long ticks, out int digits, out int length) || digits != FractionDigits || length < FewestBytes || length == text.Length)
            return;

        byte behind = text[length];
        if (behind is not ((byte)' ' or (byte)'+'))
            return;
        header.Stamp = TakeOver(ticks, header.Stamp);
        header.Flags |= HeaderFlags.Splogger;
        position += length + 1;
        if (behind == ' ')
        {
            BareText.Read(line, position, ref header);
            return;
        }

        header.Flags |= HeaderFlags.Continuation;
        header.MessageStart = (ushort)position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasPoint(ReadOnlySpan<byte> text) => text[0] == '.' | text[1] == '.' | text[2] == '.';

    /// <summary>The stamp was taken when the line was written and knows its year; syslog's knows the zone, if anything does.</summary>
    private static Stamp TakeOver(long utcTicks, in Stamp syslog)
    {
        long civil = utcTicks + syslog.OffsetMinutes * TimeSpan.TicksPerMinute;
        return syslog.HasOffset && !syslog.IsInstant && (ulong)civil <= (ulong)DateTime.MaxValue.Ticks
            ? new Stamp(civil, FractionDigits, syslog.OffsetMinutes)
            : Stamp.OfInstant(utcTicks, FractionDigits);
    }
}
