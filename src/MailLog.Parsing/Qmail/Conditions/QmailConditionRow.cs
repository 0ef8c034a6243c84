namespace MailLog.Parsing;

/// <summary>Which parts a line of s/qmail has (<c>smtpdlog.c</c>).</summary>
internal enum QmailTemplate : byte
{
    /// <summary><c>smtp_logg</c>, <c>smtp_logr</c>: client, HELO, sender, recipient.</summary>
    Envelope,

    /// <summary><c>smtp_logi</c>: the same, and what was found.</summary>
    Information,

    /// <summary><c>smtp_logh</c>: client and HELO.</summary>
    Session,

    /// <summary><c>smtp_logb</c>: client, HELO, user.</summary>
    Login,

    /// <summary><c>smtp_loga</c>: client, HELO, sender, recipient, user.</summary>
    Authenticated,

    /// <summary>qmail-popup: client and user.</summary>
    Pop,
}

/// <summary>One row of the table of conditions.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Type">What it is about.</param>
/// <param name="TypeWord">The type as written.</param>
/// <param name="Condition">Why.</param>
/// <param name="Spellings">How versions write it, the commonest first; of <see cref="QmailCondition.Method"/> the known methods.</param>
/// <param name="Template">Which parts the line has.</param>
/// <param name="Stage">The SMTP command at which it is decided.</param>
/// <param name="Restriction">What was looked at.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Versions">Who writes it, and how far that is known.</param>
/// <param name="Example">A message of qmail-smtpd (or qmail-popup) with it.</param>
internal sealed record QmailConditionRow(
    QmailAction Action, QmailConditionType Type, string TypeWord, QmailCondition Condition, string[] Spellings, QmailTemplate Template, string Stage,
    VerdictRestriction Restriction, string Meaning, string Versions, string Example);
