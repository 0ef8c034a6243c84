using System.Text;

namespace MailLog.Parsing.Tests;

/// <summary>Writes the table of s/qmail's conditions, a part of docs/qmail.md, from the rows that the parser works by.</summary>
internal static class QmailReference
{
    public const string Begin = "<!-- made from QmailConditions.Rows: begin -->\n";
    public const string End = "<!-- made from QmailConditions.Rows: end -->\n";

    /// <summary>The document with the table as it is now; all else stays.</summary>
    /// <exception cref="ArgumentException">The document has no place for the table.</exception>
    public static string Update(string document)
    {
        int begin = document.IndexOf(Begin, StringComparison.Ordinal), end = document.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new ArgumentException("The document has no marks for the table.", nameof(document));
        return document[..(begin + Begin.Length)] + Table() + document[end..];
    }

    private static string Table()
    {
        var text = new StringBuilder("| line begins with | value | template | decided at | meaning | who writes it |\n|---|---|---|---|---|---|\n");
        foreach (QmailConditionRow row in QmailConditions.Rows)
            text.Append("| `").Append(Words(row, row.Spellings[0])).Append('`').Append(Others(row)).Append(" | `").Append(row.Condition).Append("` | ").Append(Letter(row.Template)).Append(" | ")
                .Append(row.Stage).Append(" | ").Append(Escaped(row.Meaning)).Append(" | ").Append(Escaped(row.Versions)).Append(" |\n");

        text.Append("\nOne line of each, without its stamp and `qmail-smtpd: ` (`qmail-popup: ` for those of template P):\n\n```text\n");
        foreach (QmailConditionRow row in QmailConditions.Rows)
            text.Append(row.Example).Append('\n');
        return text.Append("```\n").ToString();
    }

    private static string Words(QmailConditionRow row, string spelling) => row.Action + "::" + row.TypeWord + "::" + spelling;

    /// <summary>Upper and lower case are one, so a spelling that differs in nothing else says nothing.</summary>
    private static string Others(QmailConditionRow row)
    {
        string[] others = [.. row.Spellings.Distinct(StringComparer.OrdinalIgnoreCase).Skip(1)];
        return others.Length == 0 ? "" : ", " + string.Join(", ", others.Select(s => "`" + s + "`"));
    }

    private static char Letter(QmailTemplate template) => template switch
    {
        QmailTemplate.Envelope => 'G',
        QmailTemplate.Information => 'I',
        QmailTemplate.Session => 'H',
        QmailTemplate.Login => 'B',
        QmailTemplate.Authenticated => 'A',
        _ => 'P',
    };

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
}
