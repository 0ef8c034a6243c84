using MailLog.Parsing;

namespace MailLog.Correlation;

// What happened in a session, for those who watch sessions; without them nothing is kept.
internal sealed partial class PostfixAssembler
{
    private Session NewSession(in LineContext context, Utf8Text client)
    {
        Session session = sessions.Add(context, client);
        if (!streams.Sessions.HasObservers)
            return session;
        session.Story = new Journal();
        sessions.HaveStories = true;
        session.Story.Begin(FactKind.SessionStart, 0, context).Add(FactField.Host, context.Line.Host).Add(FactField.Program, context.Line.Program)
            .Add(FactField.Number, System.Text.Encoding.ASCII.GetBytes(context.Line.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .Add(FactField.Client, client).End();
        return session;
    }

    private void Screening(in LineContext context)
    {
        if (streams.Sessions.HasObservers && context.Line.TryGet(out ScreeningEvent screening) && screening.Action is ScreeningAction.PassedNew or ScreeningAction.PassedOld or ScreeningAction.Allowlisted)
            _screenedClients.Add(context, screening.Client, screening.Action);
    }

    private void LoginFailed(in LineContext context)
    {
        if (context.Line.TryGet(out AuthenticationEvent authentication))
            Tell(context, SessionOf(context, authentication.Client.Text), FactKind.SessionLoginFailed);
    }

    private void TellScreening(in LineContext context, Journal story, Endpoint client)
    {
        if (_screenedClients.Take(context, client) is { } screened)
            story.Begin(FactKind.SessionScreened, 0, context).AddByte(FactField.Action, (byte)screened.Action)
                .AddByte(FactField.Kind, (byte)screened.Quality).Add(FactField.Candidates, screened.Candidates).End();
    }

    private static void Tell(in LineContext context, Session session, FactKind kind)
        => session.Story?.Begin(kind, 0, context).End();

    private static void Tell(in LineContext context, Session session, FactKind kind, FactField field, Utf8Text text)
        => session.Story?.Begin(kind, 0, context).Add(field, text).End();

    private void PushStory(Session session)
    {
        if (session.Story is { } story && streams.Sessions.HasObservers)
            streams.Sessions.Push(SessionFold.Fold(story.Bytes));
    }
}
