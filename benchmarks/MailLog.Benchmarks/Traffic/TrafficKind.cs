namespace MailLog.Benchmarks;

/// <summary>A mail system that traffic can be made of.</summary>
internal enum TrafficSystem
{
    /// <summary>A busy Postfix host.</summary>
    Postfix,

    /// <summary>A Proxmox Mail Gateway: Postfix before and behind its filter.</summary>
    Pmg,

    /// <summary>s/qmail: qmail-send, tcpserver and qmail-smtpd in one log.</summary>
    Qmail,
}

/// <summary>What stands before the message of a line.</summary>
internal enum TrafficFraming
{
    /// <summary><c>Nov 18 10:00:00 mx1 postfix/smtpd[7]: </c></summary>
    Rfc3164,

    /// <summary><c>2026-11-18T10:00:00.123456+00:00 mx1 postfix/smtpd[7]: </c></summary>
    Rfc3339,

    /// <summary><c>&lt;22&gt;1 2026-11-18T10:00:00.123456+00:00 mx1 postfix/smtpd 7 - -  </c></summary>
    Rfc5424,

    /// <summary><c>@400000006affe5b430255334 </c>: multilog's, for qmail alone. Under the others qmail's lines come through splogger.</summary>
    Tai64n,
}

/// <summary>What a log is made of: all that a benchmark or a test varies.</summary>
internal readonly record struct TrafficKind(TrafficSystem System, TrafficFraming Framing)
{
    /// <summary>Every system in every framing that it is logged in.</summary>
    public static TrafficKind[] All { get; } =
    [
        .. from system in Enum.GetValues<TrafficSystem>()
           from framing in Enum.GetValues<TrafficFraming>()
           where framing != TrafficFraming.Tai64n || system == TrafficSystem.Qmail
           select new TrafficKind(system, framing),
    ];

    public override string ToString() => $"{System} {Framing}";
}
