using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>Every row of the table of conditions, against the lines that it describes.</summary>
public class ConditionTableTests
{
    /// <summary>Number of a row, and its words so that a failure names it.</summary>
    public static TheoryData<int, string> Rows
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (int i = 0; i < QmailConditions.Rows.Length; i++)
                data.Add(i, Words(QmailConditions.Rows[i], QmailConditions.Rows[i].Spellings[0]));
            return data;
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void The_example_says_what_the_row_says(int number, string words)
    {
        QmailConditionRow row = QmailConditions.Rows[number];
        Assert.Contains(words + " ", row.Example, StringComparison.Ordinal);
        AssertSays(row, row.Spellings[0], row.Example);
    }

    [Theory, MemberData(nameof(Rows))]
    public void Every_spelling_says_the_same(int number, string words)
    {
        QmailConditionRow row = QmailConditions.Rows[number];
        foreach (string spelling in row.Spellings)
            AssertSays(row, spelling, row.Example.Replace(words + " ", Words(row, spelling) + " ", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Rows))]
    public void Upper_and_lower_case_are_one(int number, string words)
    {
        QmailConditionRow row = QmailConditions.Rows[number];
        string action = words[..words.IndexOf(':', StringComparison.Ordinal)];
        foreach (string spelling in row.Spellings)
        {
            Assert.Equal(row, Find(action, row.TypeWord, spelling));
            Assert.Equal(row, Find(action.ToUpperInvariant(), row.TypeWord.ToLowerInvariant(), spelling.ToUpperInvariant()));
            Assert.Equal(row, Find(action.ToLowerInvariant(), row.TypeWord, spelling.ToLowerInvariant()));
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void The_documentation_has_what_it_needs(int number, string words)
    {
        QmailConditionRow row = QmailConditions.Rows[number];
        Assert.EndsWith(".", row.Meaning, StringComparison.Ordinal);
        Assert.NotEqual("", row.Versions);
        Assert.NotEqual(QmailAction.Other, row.Action);
        Assert.NotEqual(QmailConditionType.Other, row.Type);
        Assert.True(row.Condition != QmailCondition.Other, words);
    }

    /// <summary>Two rows with the same words would hide one another.</summary>
    [Fact]
    public void Words_are_unique()
    {
        string[] all = [.. QmailConditions.Rows.SelectMany(row => row.Spellings.Distinct(StringComparer.OrdinalIgnoreCase).Select(s => Words(row, s).ToUpperInvariant()))];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    /// <summary>Every value has its row, but for the word that is a cipher, and for none.</summary>
    [Fact]
    public void Every_condition_stands_in_the_table()
    {
        Assert.Equal(
            Enum.GetValues<QmailCondition>().Except([QmailCondition.Other, QmailCondition.Cipher]),
            QmailConditions.Rows.Select(r => r.Condition).Distinct().Order());
    }

    /// <summary>The pattern of lines with information lists its conditions on its own.</summary>
    [Fact]
    public void Conditions_with_information_are_those_of_the_rows()
    {
        IEnumerable<string> spellings = QmailConditions.Rows.Where(r => r.Template == QmailTemplate.Information).SelectMany(r => r.Spellings);
        Assert.Equal(spellings, QmailConditions.WithInformation.Split('|'));
    }

    /// <summary>So does that of lines without sender.</summary>
    [Fact]
    public void Conditions_of_sessions_are_those_of_the_rows()
    {
        IEnumerable<string> spellings = QmailConditions.Rows.Where(r => r.Template == QmailTemplate.Session).SelectMany(r => r.Spellings);
        Assert.Equal(spellings.Distinct(), QmailConditions.OfSession.Split('|'));
    }

    [Theory]
    [InlineData("Reject::RCPT::Full_Moon", QmailAction.Reject, QmailConditionType.Recipient, QmailCondition.Other)]
    [InlineData("Reject::MOON::Full", QmailAction.Reject, QmailConditionType.Other, QmailCondition.Other)]
    [InlineData("Accept::MOON::Bad_Helo", QmailAction.Accept, QmailConditionType.Other, QmailCondition.Other)]
    [InlineData("Info::SNDR::Something", QmailAction.Info, QmailConditionType.Sender, QmailCondition.Other)]
    [InlineData("Deferred::SNDR::Invalid_Relay", QmailAction.Deferred, QmailConditionType.Sender, QmailCondition.InvalidRelay)]
    [InlineData("Reject::RCPT::Rcpthosts_Rcptto", QmailAction.Reject, QmailConditionType.Recipient, QmailCondition.RcpthostsRcptto)]
    public void Words_that_are_not_known_stay_as_text(string words, QmailAction action, QmailConditionType type, QmailCondition condition)
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", "pid 7 " + words + " P:ESMTP S:192.0.2.1:unknown H:h.test F:a@x.test T:b@y.test");
        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal((action, type, condition), (decision.Action, decision.Type, decision.Condition));
        Assert.Equal(words, WordsOf(decision));
        Assert.Equal("b@y.test", decision.Recipient.ToString());
        Assert.True(read.Line.TryGet(out VerdictEvent verdict));
        Assert.Equal("RCPT", verdict.Stage.ToString());
    }

    /// <summary>The documents do not name all methods, and plug-ins may add some.</summary>
    [Theory]
    [InlineData("Reject::AUTH::digest-md5", " ?~ 'u'", QmailCondition.Method)]
    [InlineData("Accept::AUTH::scram-sha-256", " F:a@x.test T:b@y.test ?~ 'u'", QmailCondition.Method)]
    [InlineData("Reject::AUTH::Whatever", "", QmailCondition.Other)]
    public void A_login_by_another_method_is_one_by_a_method(string words, string rest, QmailCondition condition)
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", "pid 7 " + words + " P:ESMTPA S:192.0.2.1:unknown H:h.test" + rest);
        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal(condition, decision.Condition);
        Assert.Equal(QmailConditionType.Authentication, decision.Type);
    }

    private static void AssertSays(QmailConditionRow row, string spelling, string message)
    {
        MailLogEvent read = QmailLine.Read(row.Template == QmailTemplate.Pop ? "qmail-popup" : "qmail-smtpd", message);
        Assert.Equal(MailSystem.Qmail, read.Line.System);
        Assert.Equal(EventKind.Verdict, read.Kind);
        Assert.False(read.Line.IsAmbiguous, message);
        Assert.Equal(message, QmailLine.Printed(read));
        Assert.Equal(20001, read.Line.ProcessId);

        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal((row.Action, row.Type, row.Condition), (decision.Action, decision.Type, decision.Condition));
        Assert.Equal(Words(row, spelling), WordsOf(decision));
        Assert.Equal("192.0.2.1", decision.Client.Address.ToString());
        Assert.Equal("client.example.org", decision.Client.Host.ToString());

        // What a line has follows from its template, and from nothing else.
        bool hasEnvelope = row.Template is QmailTemplate.Envelope or QmailTemplate.Information or QmailTemplate.Authenticated;
        Assert.Equal(row.Template == QmailTemplate.Pop ? null : "client.example.org", decision.Helo.ToStringOrNull());
        Assert.Equal(hasEnvelope ? "a@example.org" : null, decision.Sender.ToStringOrNull());
        Assert.Equal(hasEnvelope ? "b@example.com" : null, decision.Recipient.ToStringOrNull());
        Assert.Equal(row.Template is QmailTemplate.Login or QmailTemplate.Authenticated or QmailTemplate.Pop, decision.User.HasValue);
        Assert.Equal(row.Template == QmailTemplate.Information, decision.Information.HasValue);
        Assert.Equal(row.Template == QmailTemplate.Pop, decision.IsPop3);
        Assert.False(decision.IsTorn);

        Assert.True(read.Line.TryGet(out VerdictEvent verdict));
        Assert.Equal((row.Stage, row.Restriction, VerdictSource.Smtpd), (verdict.Stage.ToString(), verdict.Restriction, verdict.By));
        Assert.Equal(row.Action switch { QmailAction.Accept => VerdictAction.Accept, QmailAction.Deferred => VerdictAction.Defer, _ => VerdictAction.Reject }, verdict.Action);
        Assert.Equal(spelling, verdict.Text.ToString());
    }

    private static QmailConditionRow? Find(string action, string type, string condition) =>
        QmailConditions.Find(Encoding.ASCII.GetBytes(action), Encoding.ASCII.GetBytes(type), Encoding.ASCII.GetBytes(condition));

    private static string WordsOf(QmailSmtpdEvent decision) => decision.ActionText.ToString() + "::" + decision.TypeText.ToString() + "::" + decision.ConditionText.ToString();

    private static string Words(QmailConditionRow row, string spelling) => row.Action + "::" + row.TypeWord + "::" + spelling;
}
