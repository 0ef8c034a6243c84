namespace MailLog.Parsing;

/// <summary>What s/qmail did, the first word of <c>Action::Type::Condition</c>.</summary>
public enum QmailAction : byte
{
    /// <summary>A word that is not known, see <see cref="QmailSmtpdEvent.ActionText"/>.</summary>
    Other,

    /// <summary>Accepted: one recipient, or a login.</summary>
    Accept,

    /// <summary>Refused.</summary>
    Reject,

    /// <summary>Refused for now. Documented; no version whose source is at hand logs it.</summary>
    Deferred,

    /// <summary>Only told. Documented; no version whose source is at hand logs it.</summary>
    Info,
}
