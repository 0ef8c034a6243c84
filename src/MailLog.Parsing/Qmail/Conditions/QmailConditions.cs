namespace MailLog.Parsing;

/// <summary>From the words of <c>Action::Type::Condition</c> to the table's rows. Words are compared without regard to case; any other is kept as text.</summary>
internal static partial class QmailConditions
{
    /// <summary>The spellings whose lines end in what was found, for the pattern of those lines.</summary>
    public const string WithInformation =
        "Bad_MIME|Bad_Loader|Virus_Infected|Virs_Infected|Spam_Message|MIME_Attach|Bad_Mailfrom|Bad_Helo|DNS_Helo|DNS_HELO|DNSA_HELO";

    /// <summary>The spellings whose lines end with the HELO name, for the pattern of those lines: what stands in that name is not looked at.</summary>
    public const string OfSession = "missing|Missing|setup|Setup|submission|Submission|required|Required";

    public static QmailAction Action(ReadOnlySpan<byte> word) => word.Length switch
    {
        _ when new Utf8Text(word).EqualsIgnoreCase("Accept"u8) => QmailAction.Accept,
        _ when new Utf8Text(word).EqualsIgnoreCase("Reject"u8) => QmailAction.Reject,
        _ when new Utf8Text(word).EqualsIgnoreCase("Deferred"u8) => QmailAction.Deferred,
        _ when new Utf8Text(word).EqualsIgnoreCase("Info"u8) => QmailAction.Info,
        _ => QmailAction.Other,
    };

    public static QmailConditionType Type(ReadOnlySpan<byte> word)
    {
        foreach (QmailConditionRow row in Rows)
            if (EqualsIgnoreCase(word, row.TypeWord))
                return row.Type;
        return QmailConditionType.Other;
    }

    /// <summary>The row of a line: by type and word, of several that for the action.</summary>
    public static QmailConditionRow? Find(ReadOnlySpan<byte> action, ReadOnlySpan<byte> type, ReadOnlySpan<byte> condition)
    {
        QmailConditionRow? found = null;
        QmailAction wanted = Action(action);
        foreach (QmailConditionRow row in Rows)
        {
            if (!EqualsIgnoreCase(type, row.TypeWord) || !IsSpelling(row, condition))
                continue;
            if (row.Action == wanted)
                return row;
            found ??= row;
        }
        return found;
    }

    private static bool IsSpelling(QmailConditionRow row, ReadOnlySpan<byte> condition)
    {
        foreach (string spelling in row.Spellings)
            if (EqualsIgnoreCase(condition, spelling))
                return true;
        return false;
    }

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> text, string word)
    {
        if (text.Length != word.Length)
            return false;
        for (int i = 0; i < text.Length; i++)
            if (Lower(text[i]) != Lower((byte)word[i]))
                return false;
        return true;
    }

    private static int Lower(byte b) => (uint)(b - 'A') <= 25 ? b | 0x20 : b;
}
