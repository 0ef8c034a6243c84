namespace MailLog.Parsing;

/// <summary>The delivery agents that log nothing of their own but attempts. The services error and retry both log as <c>error</c>.</summary>
internal static class DeliveryAgents
{
    public static readonly ProgramGrammar Error = PostfixProgram.New("error", Deliveries.Forms);
    public static readonly ProgramGrammar Retry = PostfixProgram.New("retry", Deliveries.Forms);
    public static readonly ProgramGrammar Discard = PostfixProgram.New("discard", Deliveries.Forms);
}
