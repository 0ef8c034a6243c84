namespace MailLog.Parsing;

/// <summary>A step in the screening of a client.</summary>
public enum ScreeningAction : byte
{
    /// <summary>A word that is not known.</summary>
    Other,

    /// <summary>The client connected.</summary>
    Connected,

    /// <summary>It passed all tests for the first time.</summary>
    PassedNew,

    /// <summary>It had passed them before.</summary>
    PassedOld,

    /// <summary>It is on the list of those let in (<c>ALLOWLISTED</c>, before 3.6 <c>WHITELISTED</c>); the rules of tcpserver let it in (<c>ok</c>).</summary>
    Allowlisted,

    /// <summary>It is on the list of those kept out (<c>DENYLISTED</c>, before 3.6 <c>BLACKLISTED</c>).</summary>
    Denylisted,

    /// <summary>It came to an address where nobody is let in at first (<c>postscreen_allowlist_interfaces</c>).</summary>
    AllowlistVeto,

    /// <summary>A DNS list has its address.</summary>
    Listed,

    /// <summary>Its weight in the DNS lists has reached the threshold.</summary>
    ListRank,

    /// <summary>It talked before its turn.</summary>
    Pregreet,

    /// <summary>It hung up.</summary>
    Hangup,

    /// <summary>It sent several commands at once.</summary>
    Pipelining,

    /// <summary>It sent a command of another protocol.</summary>
    NonSmtpCommand,

    /// <summary>It ended a line with a bare newline.</summary>
    BareNewline,

    /// <summary>It took too long.</summary>
    TimeLimit,

    /// <summary>It sent too many commands.</summary>
    CountLimit,

    /// <summary>It sent too long a command.</summary>
    LengthLimit,

    /// <summary>It sent DATA or BDAT without a recipient that was accepted.</summary>
    DataWithoutRecipient,

    /// <summary>The session with postscreen ended.</summary>
    Disconnected,
}
