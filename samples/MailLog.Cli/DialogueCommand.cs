using System.CommandLine;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary><c>maillog dialogue</c>: what clients and server said to each other.</summary>
internal static class DialogueCommand
{
    /// <summary>A mail may be known long after its dialogue: so many dialogues wait for that.</summary>
    private const int MaxWaiting = 20_000;

    /// <summary>Dialogues are printed in the order of their beginnings, as far as so many of them overlap.</summary>
    private const int MaxOverlapping = 1000;

    private static readonly Option<string?> OfMail = new("--mail") { HelpName = "ID", Description = "Only the dialogue that brought this mail: its id, a queue id of its path, or its message id." };
    private static readonly Option<string> Format = new("--format") { Description = "text (for people) or json (one object per line).", DefaultValueFactory = _ => "text" };

    public static Command Create()
    {
        var command = new Command("dialogue", "Prints SMTP dialogues as the server logged them (qpsmtpd): what the client said, what the server answered, and which plugin refused.") { OfMail, Format };
        Format.AcceptOnlyFromAmong("text", "json");
        Inputs.AddTo(command);
        command.SetWork(Run);
        return command;
    }

    private static void Run(ParseResult result, Inputs inputs, Stream output)
    {
        string? id = result.GetValue(OfMail);
        if (id is not null && id.Trim('<', '>', ' ').Length == 0)
            throw new UsageException("--mail needs an id.");
        using IDialogueWriter writer = result.GetValue(Format) == "json" ? new DialogueJsonWriter(output) : new DialogueTextWriter(output);
        var correlator = new MailCorrelator(new CorrelatorOptions { Lines = id is null ? KeptLines.None : KeptLines.Offsets });
        int printed = 0;
        var inOrder = new InOrder<SmtpDialogue>(MaxOverlapping, Print);
        if (id is null)
        {
            correlator.Dialogues.Subscribe(Order);
        }
        else
        {
            var search = new DialogueSearch(id, MaxWaiting, Order);
            correlator.Dialogues.Subscribe(search.Add);
            correlator.Mails.Subscribe(search.Add);
        }
        inputs.ReadInTime(line =>
        {
            correlator.Feed(line);
            return true;
        });
        correlator.Complete();
        inOrder.Complete();
        if (correlator.InseparableProcesses > 0)
            Console.Error.WriteLine("maillog: " + (correlator.InseparableProcesses == 1 ? "1 process" : correlator.InseparableProcesses + " processes") + " served several connections at once (qpsmtpd-async): their dialogues cannot be told apart.");
        if (printed == 0 && !inputs.HasFailed)
            Console.Error.WriteLine(id is null ? "maillog: there is no dialogue in these logs; only qpsmtpd logs them, from LOGINFO on." : "maillog: there is no dialogue of mail '" + Printable.Of(id) + "' in these logs.");

        void Order(SmtpDialogue dialogue) => inOrder.Add(dialogue, dialogue.FirstSeen.UtcTicks, dialogue.Lines[0].Number);

        void Print(SmtpDialogue dialogue)
        {
            writer.Write(dialogue);
            printed++;
        }
    }
}
