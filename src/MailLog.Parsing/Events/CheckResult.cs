namespace MailLog.Parsing;

/// <summary>What a check of where a mail is from has brought, in the words of RFC 8601.</summary>
public enum CheckResult : byte
{
    /// <summary>None of those below: the line does not say.</summary>
    Other,

    /// <summary>There was nothing to check: no signature, no policy.</summary>
    None,

    /// <summary>The domain makes no statement.</summary>
    Neutral,

    /// <summary>It is from there.</summary>
    Pass,

    /// <summary>It is not.</summary>
    Fail,

    /// <summary>It is probably not.</summary>
    SoftFail,

    /// <summary>An error that may pass, such as of the DNS.</summary>
    TempError,

    /// <summary>An error that stays, such as a policy that cannot be read.</summary>
    PermError,
}
