using System.CommandLine;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog hooks</c>: where Postfix lets others decide; with logs, what was decided there.</summary>
internal static class HooksCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text (for people), json (one object per line), or markdown (without logs).", DefaultValueFactory = _ => "text" };
    private static readonly Option<string?> Component = new("--component") { HelpName = "C", Description = "Only this program: postscreen, smtpd, cleanup, qmgr, smtp, …" };
    private static readonly Option<string?> Stage = new("--stage") { HelpName = "S", Description = "Only what its lines name this stage: CONNECT, EHLO, MAIL, RCPT, DATA, END-OF-MESSAGE, …" };
    private static readonly Option<string?> Method = new("--method") { HelpName = "M", Description = "Only what is spoken to so: table, policy, milter, smtp, exec, sasl, dns, compiled, or the letters T P M S X A D C." };

    public static Command Create()
    {
        var command = new Command("hooks", "Prints the reference of Postfix' hooks; with logs, counts what was decided: component, stage, hook, action.") { Format, Component, Stage, Method };
        Format.AcceptOnlyFromAmong("text", "json", "markdown");
        Inputs.AddTo(command);
        command.SetWork(Run);
        return command;
    }

    private static void Run(ParseResult result, Inputs inputs, Stream output)
    {
        var filter = new HookFilter(result.GetValue(Component), result.GetValue(Stage), MethodOf(result.GetValue(Method)));
        string format = result.GetValue(Format)!;
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        if (Inputs.AreNamed(result))
        {
            if (format == "markdown")
                throw new UsageException("--format markdown is for the reference, without logs.");
            var count = new HookCount(filter);
            inputs.IsOutputLive = false;
            inputs.Read(reader =>
            {
                if (reader.TryGet(out VerdictEvent verdict))
                    count.Add(verdict);
                return true;
            });
            count.Write(text, format == "json");
            return;
        }
        PostfixHook[] hooks = [.. PostfixHooks.All.Where(filter.Matches)];
        if (hooks.Length == 0)
            Console.Error.WriteLine("maillog: no hook of the reference matches.");
        if (format == "markdown")
            HookReference.WriteMarkdown(text, hooks);
        else if (format == "json")
            HookReference.WriteJson(text, hooks);
        else
            HookReference.WriteText(text, hooks);
    }

    private static HookMethods MethodOf(string? word)
    {
        if (word is null)
            return HookMethods.None;
        foreach ((HookMethods method, char letter, string name, _) in HookReference.Methods)
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase) || (word.Length == 1 && char.ToUpperInvariant(word[0]) == letter))
                return method;
        throw new UsageException("--method: there is no '" + word + "'; it is one of " + string.Join(", ", HookReference.Methods.Select(m => m.Name)) + ".");
    }
}

/// <summary>Which hooks and verdicts are wanted.</summary>
internal sealed record HookFilter(string? Component, string? Stage, HookMethods Method)
{
    public bool Matches(PostfixHook hook)
        => IsComponent(hook.Component) && (Stage is null || hook.IsAt(Stage)) && (Method == HookMethods.None || (hook.Methods & Method) != 0);

    /// <summary>Of a verdict with several candidates, one that matches is enough.</summary>
    public bool Matches(VerdictEvent verdict)
    {
        if (!IsComponent(verdict.Component.ToString()) || (Stage is not null && !Stage.Equals(verdict.Stage.ToString(), StringComparison.OrdinalIgnoreCase)))
            return false;
        if (Method == HookMethods.None)
            return true;
        foreach (string name in verdict.Hooks)
            if (PostfixHooks.Find(name) is { } hook && (hook.Methods & Method) != 0)
                return true;
        return false;
    }

    private bool IsComponent(string component) => Component is null || Component.Equals(component, StringComparison.OrdinalIgnoreCase);
}
