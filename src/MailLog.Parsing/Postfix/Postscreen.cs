namespace MailLog.Parsing;

/// <summary>postscreen(8): looks at clients before smtpd does.</summary>
internal static class Postscreen
{
    public static readonly ProgramGrammar Grammar = new(MailSystem.Postfix, "postscreen", Verdicts.Postscreen, PostfixDiagnostics.Levels);
}
