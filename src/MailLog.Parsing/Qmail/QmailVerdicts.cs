using System.Text;

namespace MailLog.Parsing;

/// <summary>Where in the dialogue the programs of the qmail family decide, and what they look at: their lines do not say it, the table of conditions does.</summary>
internal static class QmailVerdicts
{
    private static readonly Dictionary<string, byte[]> Stages = ((string[])["CONNECT", "AUTH", "MAIL", "RCPT", "DATA"]).ToDictionary(s => s, Encoding.ASCII.GetBytes);

    public static Utf8Text Stage(LogLine line)
    {
        string? stage = line.FormOrNull?.DecidedAt;
        if (stage is null && line.TryGet(out QmailSmtpdEvent decision))
            stage = decision.Row?.Stage ?? StageOf(decision.Type, decision.User.HasValue);
        return stage is null ? default : new Utf8Text(Stages[stage]);
    }

    public static VerdictRestriction Restriction(LogLine line)
    {
        if (line.TryGet(out QmailSmtpdEvent decision))
            return decision.Row?.Restriction ?? VerdictRestriction.None;
        return line.FormOrNull?.DecidedAt switch
        {
            "CONNECT" => VerdictRestriction.ClientHost,
            "MAIL" => VerdictRestriction.Sender,
            "RCPT" => VerdictRestriction.Recipient,
            "DATA" => VerdictRestriction.EndOfData,
            _ => VerdictRestriction.None,
        };
    }

    /// <summary>For a word that the table does not have.</summary>
    private static string StageOf(QmailConditionType type, bool hasUser) => type switch
    {
        QmailConditionType.Authentication => hasUser ? "AUTH" : "MAIL",
        QmailConditionType.Tls => "MAIL",
        QmailConditionType.Data or QmailConditionType.Dkim or QmailConditionType.Smtp => "DATA",
        _ => "RCPT",
    };
}
