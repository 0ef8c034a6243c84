namespace MailLog.Parsing;

/// <summary>How it is checked whether a mail is from whom it says.</summary>
public enum CheckMethod : byte
{
    /// <summary>None of those below.</summary>
    Other,

    /// <summary>A signature of the sending domain (RFC 6376).</summary>
    Dkim,

    /// <summary>Whether the client may send for the domain (RFC 7208).</summary>
    Spf,

    /// <summary>Whether one of those passed for the domain that the reader sees (RFC 7489).</summary>
    Dmarc,
}
