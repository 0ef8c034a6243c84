namespace MailLog.Parsing;

/// <summary>What a daemon or the mail system does.</summary>
public enum DaemonAction : byte
{
    /// <summary>Something else: see the line's text.</summary>
    Other,

    /// <summary>The mail system or its master starts.</summary>
    Started,

    /// <summary>The configuration is read again.</summary>
    Reloaded,

    /// <summary>The mail system or its master ends.</summary>
    Stopped,

    /// <summary>It is asked to end, and waited for.</summary>
    Stopping,

    /// <summary>The answer to the question for its state: it runs.</summary>
    Running,

    /// <summary>The answer to the question for its state: it does not run.</summary>
    NotRunning,

    /// <summary>A lookup table has changed: the process makes place for a new one.</summary>
    TableChanged,

    /// <summary>A process ended with an exit status that is not 0, or by a signal.</summary>
    ChildFailed,

    /// <summary>A service's processes die at once: no new one is started for a while.</summary>
    Throttled,

    /// <summary>A default of an older version is in use.</summary>
    Compatibility,

    /// <summary>postscreen has so many connections that it shortens its tests.</summary>
    StressBegan,

    /// <summary>postscreen works as usual again.</summary>
    StressEnded,
}
