namespace MailLog.Parsing;

/// <summary>How sure it is which hook decided.</summary>
public enum HookConfidence : byte
{
    /// <summary>No hook: a check that nobody configures, or a system without hooks.</summary>
    None,

    /// <summary>Several hooks write the same line; it was one of those named.</summary>
    Ambiguous,

    /// <summary>Only this hook writes such a line.</summary>
    Exact,
}
