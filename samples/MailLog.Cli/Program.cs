using MailLog.Cli;
using MailLog.Parsing;
if (args.Length > 0 && args[0] == "pmg")
    return PmgCommand.Run(args.AsSpan(1), Console.OpenStandardOutput(), Console.Error);
foreach (string f in args)
{
    using var r = MailLogReader.Open(f);
    while (r.Read())
    {
        Console.Write($"{r.Line.Number} {r.Line.Time:O} {r.Line.Kind} {r.Line.Form} {(r.Line.IsAmbiguous?"AMBIG ":"")}");
        if (r.Line.Kind <= EventKind.Unknown) Console.Write(r.Line.Message.ToString());
        foreach (LogField x in r.Line.Fields) Console.Write($" {x.Name}={x.Value.ToString()}");
        Console.WriteLine();
    }
}
return 0;
