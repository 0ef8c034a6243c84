using System.CommandLine;
using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog explain</c>: what one line says, and for a decision, what may have caused it.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string[]> Lines = new("LINE") { Description = "Log lines, each as one argument; '-' reads them from standard input.", Arity = ArgumentArity.OneOrMore };

    public static Command Create()
    {
        var command = new Command("explain", "Explains a log line: its fields, and for a decision the hooks that can have made it, how they are configured and spoken to.") { Lines, RedactionKey.Option };
        command.SetWork(Run);
        return command;
    }

    private static bool Run(ParseResult result, Stream output)
    {
        var options = new MailLogOptions { Redaction = RedactionKey.Read(result) };
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        bool isUnderstood = true;
        foreach (string line in result.GetValue(Lines) ?? [])
        {
            using MailLogReader reader = MailLogReader.Open(line == "-" ? Console.OpenStandardInput() : new MemoryStream(Encoding.UTF8.GetBytes(line.TrimEnd('\n') + "\n")), options);
            while (reader.Read())
            {
                if (!reader.Line.HasHeader)
                {
                    Console.Error.WriteLine("maillog: not understood as a log line: " + Printable.Of(reader.Line.Bytes.ToString()));
                    isUnderstood = false;
                    continue;
                }
                Explain(reader.Line, text);
            }
        }
        return isUnderstood;
    }

    private static void Explain(LogLine line, TextWriter text)
    {
        Item("line", Words.Of(line.Kind) + line.Kind switch
        {
            EventKind.Foreign => ": of a program that is not known here",
            EventKind.Unknown => ": of a known program, in a form that is not",
            EventKind.Continuation => ": the rest of the line before",
            _ => " (" + line.Form + ")",
        });
        Item("time", line.HasTime ? line.Time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) + (line.HasYear ? "" : ", the year worked out") : "");
        Item("host", line.Host.ToString());
        Item("program", line.Program.ToString() + (line.ProcessId >= 0 ? ", process " + line.ProcessId.ToString(CultureInfo.InvariantCulture) : ""));
        if (line.IsAmbiguous)
            Item("doubt", "the line has two readings; a stranger's text in it imitates what the program writes");
        foreach (LogField field in line.Fields)
            Item(field.Name, field.Value.IsEmpty ? "(empty)" : field.Value.ToString());
        if (line.Kind is EventKind.Foreign or EventKind.Unknown or EventKind.Continuation)
            Item("message", line.Message.ToString());
        if (line.TryGet(out VerdictEvent verdict))
            Explain(verdict, Item, text);
        text.WriteLine();

        void Item(string name, string value)
        {
            if (value.Length > 0)
                text.WriteLine($"{name,-16}{Printable.Of(value)}");
        }
    }

    private static void Explain(VerdictEvent verdict, Action<string, string> item, TextWriter text)
    {
        text.WriteLine();
        item("decision", Words.Of(verdict.Action) + " by " + Words.Of(verdict.By) + " in " + verdict.Service.ToString() + Effect(verdict));
        item("stage", verdict.Stage.ToString() + (verdict.Stage == "RCPT"u8 && IsEarlier(verdict.Restriction) ? " (checks of the client, HELO and sender run here with smtpd_delay_reject, the default)" : ""));
        item("looked at", verdict.Restriction == VerdictRestriction.None ? "" : Words.Of(verdict.Restriction));
        if (verdict.Rule is not { } rule)
        {
            item("hook", "not known");
            return;
        }
        item("meaning", rule.Meaning);
        item("hook", rule.Confidence switch
        {
            HookConfidence.None => "none: nobody configures this",
            HookConfidence.Exact => rule.Hooks[0],
            _ => "one of " + rule.Hooks.Length.ToString(CultureInfo.InvariantCulture) + "; the line would look the same from each",
        });
        string[] names = rule.Hooks.ToArray();
        foreach (var group in names.GroupBy(name => Describe(PostfixHooks.Find(name))))
        {
            if (names.Length > 1)
                item("", string.Join(", ", group));
            foreach ((string name, string value) in group.Key.Lines())
                item((names.Length > 1 ? "  " : "") + name, value);
        }
    }

    private static HookDescription Describe(PostfixHook? hook)
        => hook is null ? new("", "", "") : new(HookReference.MethodNames(hook.Methods), hook.ConfiguredIn, hook.Note);

    /// <summary>Hooks of which there is the same to say are shown together.</summary>
    private sealed record HookDescription(string Methods, string ConfiguredIn, string Note)
    {
        public IEnumerable<(string Name, string Value)> Lines() => [("spoken to by", Methods), ("set in", ConfiguredIn), ("note", Note)];
    }

    private static string Effect(VerdictEvent verdict) => verdict.Action switch
    {
        VerdictAction.Reject when verdict.Code >= 500 => ", for good",
        VerdictAction.Reject when verdict.Code >= 400 => ", for now",
        VerdictAction.WarnReject or VerdictAction.Warn or VerdictAction.Info => ": only logged, the mail went on",
        VerdictAction.Discard => ": the client was told that it succeeded",
        VerdictAction.Hangup => ": the connection was dropped without a reply",
        _ => "",
    };

    private static bool IsEarlier(VerdictRestriction restriction)
        => restriction is VerdictRestriction.ClientHost or VerdictRestriction.UnverifiedClientHost or VerdictRestriction.ClientCertificate or VerdictRestriction.Helo or VerdictRestriction.Sender;
}
