using System.Text;
using System.Text.Json;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The table of hooks, printed.</summary>
internal static class HookReference
{
    public static readonly (HookMethods Method, char Letter, string Name, string Meaning)[] Methods =
    [
        (HookMethods.Table, 'T', "table", "a table lookup, type:name: files (texthash hash btree lmdb cdb regexp pcre cidr inline static) or servers (ldap mysql pgsql sqlite mongodb memcache tcp socketmap proxy)"),
        (HookMethods.Policy, 'P', "policy", "the policy protocol: lines of name=value over a Unix or TCP socket"),
        (HookMethods.Milter, 'M', "milter", "the milter protocol"),
        (HookMethods.Smtp, 'S', "smtp", "SMTP or LMTP"),
        (HookMethods.Exec, 'X', "exec", "a program that is run, the message on its standard input"),
        (HookMethods.Sasl, 'A', "sasl", "a SASL server: Cyrus, or Dovecot's socket"),
        (HookMethods.Dns, 'D', "dns", "lookups in the DNS"),
        (HookMethods.Compiled, 'C', "compiled", "compiled in: only parameters"),
    ];

    public static string MethodNames(HookMethods methods) => string.Join(", ", Methods.Where(m => (methods & m.Method) != 0).Select(m => m.Name));

    public static void WriteText(TextWriter text, IReadOnlyList<PostfixHook> hooks)
    {
        text.WriteLine("place  component   method         hook                                        stages");
        foreach (PostfixHook hook in hooks)
        {
            text.WriteLine($"{hook.Place,-5}  {hook.Component,-10}  {MethodNames(hook.Methods),-13}  {hook.Name,-42}  {hook.Stages}");
            Detail(text, "does", hook.Actions);
            Detail(text, "logs", hook.LineForm.Length == 0 ? "nothing" : hook.LineForm);
            Detail(text, "set in", hook.ConfiguredIn);
            Detail(text, "note", hook.Note);
        }
    }

    public static void WriteJson(TextWriter text, IReadOnlyList<PostfixHook> hooks)
    {
        foreach (PostfixHook hook in hooks)
        {
            var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, MailJsonWriter.Options))
            {
                json.WriteStartObject();
                json.WriteString("hook", hook.Name);
                json.WriteString("place", hook.Place);
                json.WriteString("component", hook.Component);
                Texts(json, "stages", hook.Stages.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                if (hook.Restriction != VerdictRestriction.None)
                    json.WriteString("restriction", Words.Of(hook.Restriction));
                Texts(json, "methods", Methods.Where(m => (hook.Methods & m.Method) != 0).Select(m => m.Name));
                json.WriteString("actions", hook.Actions);
                if (hook.LineForm.Length > 0)
                    json.WriteString("lineForm", hook.LineForm);
                json.WriteString("configuredIn", hook.ConfiguredIn);
                if (hook.Note.Length > 0)
                    json.WriteString("note", hook.Note);
                json.WriteEndObject();
            }
            text.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
        }
    }

    public static void WriteMarkdown(TextWriter text, IReadOnlyList<PostfixHook> hooks)
    {
        text.WriteLine("# Postfix' hooks");
        text.WriteLine();
        text.WriteLine("Generated from the table in `src/MailLog.Parsing/Postfix/Hooks/`: change that, not this. `maillog hooks` prints it, `maillog hooks FILE…` counts what a log");
        text.WriteLine("says was decided where, `maillog explain 'LINE'` reads one line.");
        text.WriteLine();
        text.WriteLine("A mail's way: **A** postscreen, **B** smtpd (**P** its before-queue filter), **C** cleanup, **Q** queue manager, **D** delivery agents, **F** back from an after-queue filter.");
        text.WriteLine("The stages are those that log lines name. With `smtpd_delay_reject` (the default) client, HELO and sender restrictions run, and are logged, at `RCPT`.");
        text.WriteLine("A restriction can stand in other lists than the one whose name is like its own; lines tell what was looked at, not the list.");
        text.WriteLine();
        text.WriteLine("## How hooks are spoken to");
        text.WriteLine();
        foreach ((_, char letter, string name, string meaning) in Methods)
            text.WriteLine($"- **{name}** ({letter}): {meaning}");
        text.WriteLine();
        text.WriteLine("## Hooks");
        text.WriteLine();
        text.WriteLine("| place | component | stages | hook | method | what it can do | what it logs | configured in | note |");
        text.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (PostfixHook hook in hooks)
            text.WriteLine("| " + hook.Place + " | " + hook.Component + " | " + hook.Stages + " | `" + hook.Name + "` | " + MethodNames(hook.Methods) + " | " + Cell(hook.Actions)
                + " | " + Code(hook.LineForm) + " | " + Cell(hook.ConfiguredIn) + " | " + Cell(hook.Note) + " |");
        text.WriteLine();
        text.WriteLine("## From a line to its hook");
        text.WriteLine();
        text.WriteLine("The program's tag names the component, the word before ` from ` the stage, the word behind the queue id the action. The rules below, in this order, name the hook;");
        text.WriteLine("`*` stands for anything. One hook: the wording is Postfix' own, the line decides (exact). Several: ambiguous, the line would look the same from each of them. A table or");
        text.WriteLine("policy service that imitates Postfix' own wording is not told apart.");
        text.WriteLine();
        text.WriteLine("| rule | wording | about | hooks | meaning |");
        text.WriteLine("|---|---|---|---|---|");
        foreach (HookRule rule in PostfixHooks.Rules)
            text.WriteLine("| " + rule.Name + " | " + Code(rule.Wording) + " | " + (rule.Restriction == VerdictRestriction.None ? "" : Words.Of(rule.Restriction)) + " | "
                + (rule.Hooks.Length == 0 ? "none" : "`" + string.Join("` `", rule.Hooks) + "`") + " | " + Cell(rule.Meaning) + " |");
    }

    private static void Detail(TextWriter text, string name, string value)
    {
        if (value.Length > 0)
            text.WriteLine($"       {name,-8}{value}");
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string Code(string text) => text.Length == 0 ? "nothing" : "`" + text.Replace("|", "\\|", StringComparison.Ordinal) + "`";
}
