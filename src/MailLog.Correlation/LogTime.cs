using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A time as the log had it: an instant, the offset of its zone, and how exactly it was logged.</summary>
public readonly partial struct LogTime : IEquatable<LogTime>, IComparable<LogTime>
{
    private readonly short _offsetMinutes;

    internal LogTime(long utcTicks, short offsetMinutes, byte fractionDigits)
    {
        UtcTicks = utcTicks;
        _offsetMinutes = offsetMinutes;
        FractionDigits = fractionDigits;
    }

    /// <summary>Ticks (100 ns) of the instant in UTC, as in <see cref="DateTime.Ticks"/>.</summary>
    public long UtcTicks { get; }

    /// <summary>How many digits of a second's fraction the log had, 0 to 9; seven of them are kept.</summary>
    public int FractionDigits { get; }

    /// <summary>The instant with its offset.</summary>
    public DateTimeOffset Value
    {
        get
        {
            var offset = new TimeSpan(_offsetMinutes * TimeSpan.TicksPerMinute);
            return new DateTimeOffset(Math.Min(Math.Max(UtcTicks + offset.Ticks, DateTime.MinValue.Ticks), DateTime.MaxValue.Ticks), offset);
        }
    }

    /// <summary>RFC 3339, with as many fraction digits as the log had: <c>2026-11-20T06:25:23+00:00</c>.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxLength];
        TryFormat(text, out int length);
        return new Utf8Text(text.Slice(0, length)).ToString();
    }

    /// <inheritdoc/>
    public bool Equals(LogTime other) => UtcTicks == other.UtcTicks;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LogTime other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => UtcTicks.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(LogTime other) => UtcTicks.CompareTo(other.UtcTicks);

    /// <summary>The same instant.</summary>
    public static bool operator ==(LogTime left, LogTime right) => left.Equals(right);

    /// <summary>Another instant.</summary>
    public static bool operator !=(LogTime left, LogTime right) => !left.Equals(right);

    /// <summary>Earlier.</summary>
    public static bool operator <(LogTime left, LogTime right) => left.UtcTicks < right.UtcTicks;

    /// <summary>Later.</summary>
    public static bool operator >(LogTime left, LogTime right) => left.UtcTicks > right.UtcTicks;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(LogTime left, LogTime right) => left.UtcTicks <= right.UtcTicks;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(LogTime left, LogTime right) => left.UtcTicks >= right.UtcTicks;
}
