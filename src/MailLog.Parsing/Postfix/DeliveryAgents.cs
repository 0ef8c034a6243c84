namespace MailLog.Parsing;

/// <summary>The delivery agents that log nothing but attempts and warnings. The services error and retry both log as <c>error</c>.</summary>
internal static class DeliveryAgents
{
    public static readonly ProgramGrammar Local = Agent("local");
    public static readonly ProgramGrammar Virtual = Agent("virtual");
    public static readonly ProgramGrammar Pipe = Agent("pipe");
    public static readonly ProgramGrammar Error = Agent("error");
    public static readonly ProgramGrammar Retry = Agent("retry");
    public static readonly ProgramGrammar Discard = Agent("discard");

    private static ProgramGrammar Agent(string name) => new(MailSystem.Postfix, name, Deliveries.Forms, PostfixDiagnostics.Levels);
}
