using Xunit;

namespace MailLog.Parsing.Tests.Pmg;

public class PmgFormTests
{
    public static TheoryData<string, string, string> Examples()
    {
        var data = new TheoryData<string, string, string>();
        foreach (ProgramGrammar program in FormCatalog.Programs)
            if (program.System == MailSystem.Pmg)
                foreach (LineForm form in program.Forms)
                    data.Add(program.Name, form.Name, form.Example);
        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_is_of_its_own_form_and_prints_back(string program, string form, string example)
    {
        MailLogEvent read = PmgLine.Read(program, example);

        Assert.Equal(form, read.Line.Form);
        Assert.False(read.Line.IsAmbiguous);
        Assert.Equal(example, PmgLine.Printed(read));
    }

    [Fact]
    public void Every_action_has_a_form()
    {
        IEnumerable<FilterAction> actions = FormCatalog.Forms.Where(f => f.Kind == EventKind.FilterAction).Select(f => f.Action).Distinct();

        Assert.Equal(Enum.GetValues<FilterAction>().Where(a => a != FilterAction.Other).Order(), actions.Order());
    }

    [Theory]
    // Older releases and rarer values, beside the examples of the forms.
    [InlineData("new mail message-id=", EventKind.FilterStart)]
    [InlineData("new mail message-id=#012", EventKind.FilterStart)]
    [InlineData("accept mail to <a@example.org> (1C6B541C5D)", EventKind.FilterAction)]
    [InlineData("accept mail to <a@example.org> (4Zk8mP2gqRz1mK9) (rule: default-accept)", EventKind.FilterAction)]
    [InlineData("accept mail to <a@example.org> (4Z)", EventKind.FilterAction)]
    [InlineData("accept mail to <\"a b> (c\"@example.org> (1C6B541C5D) (rule: (a) (b))", EventKind.FilterAction)]
    [InlineData("block mail to <a@example.org>", EventKind.FilterAction)]
    [InlineData("block mail to <> (rule: Blacklist)", EventKind.FilterAction)]
    [InlineData("moved mail for <a@example.org> to virus quarantine - 381C675DFA32622FD56", EventKind.FilterAction)]
    [InlineData("moved mail for <a@example.org> to attachment quarantine - 381C675DFA32622FD56", EventKind.FilterAction)]
    [InlineData("bcc to <> (rule: a, b, ignored)", EventKind.FilterAction)]
    [InlineData("notify <a@example.org> (rule: a) (b), 1C6B541C5D)", EventKind.FilterAction)]
    [InlineData("modified header 'X-SPAM-LEVEL' for <a@example.org>, <b@example.org>, <c@example.org> (rule: Modify (all))", EventKind.FilterAction)]
    [InlineData("processing time: 0.034 seconds (0, 0.021)", EventKind.FilterDone)]
    [InlineData("processing time: 1 seconds (1e-05, 0, 0, 0)", EventKind.FilterDone)]
    [InlineData("SA score=-1/5 time=0.950 bayes=0.5000 autolearn=ham hits=", EventKind.FilterResult)]
    [InlineData("virus detected: Heuristics.Phishing (a) (avast)", EventKind.FilterResult)]
    [InlineData("sender in user (a@example.org) blacklist", EventKind.FilterResult)]
    [InlineData("found archive 'a (1) ('b').zip' (application/x-zip)", EventKind.FilterResult)]
    [InlineData("message has ambiguous content", EventKind.Diagnostic)]
    public void Older_and_rare_lines_print_back(string message, EventKind kind)
    {
        MailLogEvent read = PmgLine.Filter("381C4E5DFA31DF9E90F: " + message);

        Assert.Equal(kind, read.Kind);
        Assert.Equal("381C4E5DFA31DF9E90F: " + message, PmgLine.Printed(read));
    }

    [Theory]
    [InlineData("pmg-smtp-filter", "end database maintainance (12 ms)")]
    [InlineData("pmg-smtp-filter", "DEBUG:")]
    [InlineData("pmg-smtp-filter", "DEBUGOUTPUT")]
    [InlineData("pmg-smtp-filter", "pmg-custom-check OK /var/spool/pmg/active/381C4E5DFA31DF9E90F")]
    [InlineData("pmg-smtp-filter", "User Not Defined.  Defaulting to EUID '0'")]
    [InlineData("pmg-smtp-filter", "Reassociating file descriptor 8 with TCP on [127.0.0.1]:10022, using IPv4")]
    [InlineData("pmg-smtp-filter", "unexpected SMTP result - got: 250 : WARNING")]
    [InlineData("pmg-smtp-filter", "ERROR: something")]
    [InlineData("pmgpolicy", "starting policy database maintainance (greylist, rbl)")]
    [InlineData("pmgpolicy", "greylist policy protocol error - unused data 'it's'")]
    [InlineData("pmgpolicy", "ERROR: Received a bad socket")]
    [InlineData("pmgpolicy", "Database connection broken - trying to reconnect")]
    public void News_print_back(string program, string message)
    {
        MailLogEvent read = PmgLine.Read(program, message);

        Assert.Equal(EventKind.Diagnostic, read.Kind);
        Assert.Equal(message, PmgLine.Printed(read));
    }

    [Theory]
    [InlineData("381C4E5DFA31DF9E90F: accept mail")]
    [InlineData("381C4E5DFA31DF9E90F: moved mail for <a@example.org> to outer quarantine - 381C675DFA32622FD56")]
    [InlineData("accept mail to <a@example.org> (1C6B541C5D)")]
    [InlineData("381C4E5DFA31DF9E90F:")]
    [InlineData("381C4E5DFA31DF9E90F: ")]
    [InlineData("381C4E5DFA31DF9E90F custom")]
    [InlineData("2019/12/18-15:04:15 CONNECT UDP Peer: \"[127.0.0.1]:47958\" Local: \"[127.0.0.1]:10023\"")]
    public void Other_lines_are_unknown(string message) => Assert.Equal(EventKind.Unknown, PmgLine.Filter(message).Kind);
}
