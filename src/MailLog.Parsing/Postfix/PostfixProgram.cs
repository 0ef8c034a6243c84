namespace MailLog.Parsing;

/// <summary>Makes the grammar of a Postfix program: its own forms, then those of the libraries that every program uses, last the levels.</summary>
internal static class PostfixProgram
{
    public static ProgramGrammar New(string name, params LineForm[][] forms) =>
        new(MailSystem.Postfix, name, [.. forms, PostfixServer.Forms, PostfixMaps.Forms, PostfixDiagnostics.Levels]);
}
