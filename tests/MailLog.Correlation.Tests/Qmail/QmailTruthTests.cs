using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What the correlator tells of real runs of qmail is what their clients recorded.</summary>
public class QmailTruthTests
{
    /// <summary>A scanner in qmail-queue's place: the process that the client was told is not the one that queued the message, and is in no log.</summary>
    private const int Scanner = 25650;

    private static readonly QmailRun[] Runs = [QmailRun.Notqmail, QmailRun.Sqmail, QmailRun.Conditions, QmailRun.Splogger];

    public static TheoryData<string> Names => [.. Runs.Select(r => r.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_accepted_message_is_a_mail(string name)
    {
        QmailRun run = Runs.First(r => r.Name == name);
        Assert.NotEmpty(run.Truth);
        foreach (QmailRun.Accepted accepted in run.Truth.Where(a => a.Qp != Scanner))
        {
            Mail? mail = run.Find(accepted);
            Assert.True(mail is not null, accepted + " is not found");
            if (accepted.Sender.All(c => c is > ' ' and <= '~'))
                Assert.Equal(accepted.Sender, mail.Sender);
            // What is forwarded belongs to the mail, with its recipients.
            if (mail.QueueIds.Count == 1)
                Assert.True(mail.Recipients.Count == accepted.Recipients.Length || mail.Recipients.Count == accepted.Recipients.Distinct().Count(), mail + " " + accepted);
        }
    }

    [Theory]
    [InlineData("sq2", 76)]
    [InlineData("sqzoo", 66)]
    [InlineData("splog", 4)]
    public void Messages_are_tied_to_their_sessions(string name, int atLeast)
    {
        QmailRun run = Runs.First(r => r.Name == name);
        int right = 0;
        foreach (QmailRun.Accepted accepted in run.Truth)
        {
            if (run.Find(accepted) is not { Client.Port: { } port } mail)
                continue;
            right += port == accepted.Port ? 1 : 0;
            MailTie tie = Assert.Single(mail.Ties, t => t.What == "session");
            Assert.Equal(name == "splog", tie.Quality == TieQuality.Exact);
            if (tie.Quality != TieQuality.Ambiguous)
                Assert.Equal(accepted.Port, port);
            Assert.Equal(tie.Quality == TieQuality.Ambiguous, tie.Candidates > 1);
        }
        Assert.InRange(right, atLeast, run.Truth.Count);
    }

    /// <summary>notqmail without a patch logs nothing of its sessions but the connection: time and processes are all there is, and 40 were open at once.</summary>
    [Fact]
    public void Without_a_word_from_the_server_a_tie_says_how_many_it_could_have_been()
    {
        QmailRun run = QmailRun.Notqmail;
        foreach (QmailRun.Accepted accepted in run.Truth)
        {
            Mail mail = run.Find(accepted)!;
            if (mail.Client is null)
                continue;
            MailTie tie = Assert.Single(mail.Ties, t => t.What == "session");
            Assert.NotEqual(TieQuality.Exact, tie.Quality);
            if (tie.Quality == TieQuality.Heuristic)
                Assert.Equal(accepted.Port, mail.Client.Port);
        }
    }

    [Fact]
    public void Every_refusal_is_a_mail_with_its_reason()
    {
        string[] conditions = [.. QmailRun.Conditions.Mails.Where(m => m.Outcome == MailOutcome.Rejected).SelectMany(m => m.Verdicts).Select(v => v.Text!).Distinct()];
        foreach (string condition in new[] { "Invalid_Relay", "Bad_Helo '0'", "Bad_Helo '!'", "DNS_Helo 'A'", "Bad_Mailfrom '@'", "DNS_MF", "Invalid_Mailfrom", "Failed_Rcptto", "Fail", "Invalid_Size",
            "Bad_MIME 'g: base64'", "Bad_Loader 'Mi5kb'", "Virus_Infected 'clamdscan'", "Spam_Message 'spam'", "MIME_Attach 'MIME'", "missing" })
            Assert.Contains(condition, conditions);
    }

    [Fact]
    public void A_refused_message_has_the_recipients_that_were_accepted_before()
    {
        foreach (Mail mail in QmailRun.Conditions.Mails.Where(m => m.Verdicts.Any(v => v.Stage == "DATA")))
        {
            Assert.Equal(MailOutcome.Rejected, mail.Outcome);
            Assert.All(mail.Recipients, r => Assert.Equal(RecipientStatus.Rejected, r.Status));
            Assert.NotEmpty(mail.Recipients);
        }
    }
}
