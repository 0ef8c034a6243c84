namespace MailLog.Parsing;

/// <summary>
/// What a TAI64 label (<c>@400000006affe6523a360fbc</c>) is ahead of UTC. Writers do not agree, and a label does not show it: the wrong one shifts a log by 27
/// seconds (labels since 2017).
/// </summary>
public enum TaiOffset : byte
{
    /// <summary>
    /// As a wall clock's stamp behind the label proves it (<c>s6-log t T</c>), for that line and for the lines behind it in the source;
    /// <see cref="Constant10"/> without such a proof.
    /// </summary>
    Auto,

    /// <summary>10 seconds at all times: multilog and tai64n of daemontools, svlogd of runit.</summary>
    Constant10,

    /// <summary>TAI−UTC with the leap seconds since 1972, 37 seconds since 2017: s6-log, and programs over a libtai that knows leap seconds.</summary>
    LeapTable,
}
