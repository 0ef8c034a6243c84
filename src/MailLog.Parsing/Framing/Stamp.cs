using System.Runtime.CompilerServices;

namespace MailLog.Parsing;

/// <summary>The time of a record exactly as far as the record shows it: a wall clock, perhaps without a year, perhaps without an offset.</summary>
/// <remarks>
/// What is missing is found out later and in order, because it depends on the lines before (see <see cref="TimeResolver"/>); a parsed line keeps only this.
/// The default value is the missing stamp. 16 bytes, as there is one for each line of a block.
/// </remarks>
internal readonly struct Stamp
{
    /// <summary>The year that stands in for one that was not logged; a leap year, so that February 29 has a place in it.</summary>
    public const int StandInYear = 2000;

    private readonly Parts _parts;

    public Stamp(long civilTicks, bool hasYear, int fractionDigits)
    {
        CivilTicks = civilTicks;
        FractionDigits = (byte)fractionDigits;
        _parts = hasYear ? Parts.Clock | Parts.Year : Parts.Clock;
    }

    public Stamp(long civilTicks, int fractionDigits, short offsetMinutes)
    {
        CivilTicks = civilTicks;
        FractionDigits = (byte)fractionDigits;
        OffsetMinutes = offsetMinutes;
        _parts = Parts.Clock | Parts.Year | Parts.Offset;
    }

    private Stamp(long ticks, int fractionDigits, Parts parts, byte taiOffset, short offsetMinutes)
    {
        CivilTicks = ticks;
        FractionDigits = (byte)fractionDigits;
        OffsetMinutes = offsetMinutes;
        ProvedTaiOffset = taiOffset;
        _parts = Parts.Clock | Parts.Year | Parts.Offset | Parts.Instant | parts;
    }

    [Flags]
    private enum Parts : byte
    {
        None = 0,
        Clock = 1,
        Year = 2,
        Offset = 4,
        Instant = 8,
        Tai = 16,
    }

    /// <summary>A stamp that counts from an epoch, or is in UTC whatever the zone of its writer.</summary>
    public static Stamp OfInstant(long utcTicks, int fractionDigits) => new(utcTicks, fractionDigits, Parts.None, 0, 0);

    /// <summary>A TAI label.</summary>
    public static Stamp OfTai(long taiTicks, int fractionDigits) => new(taiTicks, fractionDigits, Parts.Tai, 0, 0);

    /// <summary>A TAI label with what the wall clock's stamp behind it proves: TAI−UTC in seconds, and the zone in minutes.</summary>
    public static Stamp OfTai(long taiTicks, int fractionDigits, byte taiOffset, short offsetMinutes) => new(taiTicks, fractionDigits, Parts.Tai, taiOffset, offsetMinutes);

    /// <summary>
    /// Ticks of the wall clock, as in <see cref="DateTime.Ticks"/>; in <see cref="StandInYear"/> without <see cref="HasYear"/>, of TAI's clock with
    /// <see cref="IsTai"/>.
    /// </summary>
    public long CivilTicks { get; }

    /// <summary>Minutes east of UTC; 0 without <see cref="HasOffset"/>.</summary>
    public short OffsetMinutes { get; }

    /// <summary>TAI−UTC in seconds as the stamp itself proves it; 0 without a proof.</summary>
    public byte ProvedTaiOffset { get; }

    /// <summary>Digits of the second's fraction as logged, counted up to 9. The ticks hold the first 7 of them; the rest is truncated.</summary>
    public byte FractionDigits { get; }

    public bool HasYear => (_parts & Parts.Year) != 0;

    public bool HasOffset => (_parts & Parts.Offset) != 0;

    /// <summary>The offset is no zone of this source: it teaches nothing about stamps without one.</summary>
    public bool IsInstant => (_parts & Parts.Instant) != 0;

    /// <summary>The ticks are those of TAI's clock: its offset is still to be taken off.</summary>
    public bool IsTai => (_parts & Parts.Tai) != 0;

    /// <summary>Both show the same time in the same way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(in Stamp other) => CivilTicks == other.CivilTicks && _parts == other._parts && OffsetMinutes == other.OffsetMinutes && ProvedTaiOffset == other.ProvedTaiOffset;

    /// <summary>The record has no time of its own.</summary>
    public bool IsMissing => _parts == Parts.None;
}
