using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Makes a session of its facts.</summary>
internal static class SessionFold
{
    public static SmtpSession Fold(ReadOnlySpan<byte> facts)
    {
        byte[] bytes = facts.ToArray();
        var session = new SmtpSession { ProcessId = -1 };
        var ids = new List<string>();
        bool hasStart = false, hasEnd = false;
        foreach (Fact fact in new FactList(bytes))
        {
            if (session.FirstSeen.UtcTicks == 0 || fact.UtcTicks < session.FirstSeen.UtcTicks)
                session.FirstSeen = fact.Time;
            if (fact.UtcTicks >= session.LastSeen.UtcTicks)
                session.LastSeen = fact.Time;
            switch (fact.Kind)
            {
                case FactKind.SessionStart:
                    session.HostText = Text(fact, FactField.Host);
                    session.ProgramText = Text(fact, FactField.Program);
                    session.ProcessId = int.Parse(Text(fact, FactField.Number).Value!, CultureInfo.InvariantCulture);
                    session.Client = MailClientText.Of(Text(fact, FactField.Client))?.ToClient();
                    break;
                case FactKind.Connected:
                    hasStart = true;
                    session.Client = MailClientText.Of(Text(fact, FactField.Client))?.ToClient() ?? session.Client;
                    break;
                case FactKind.Tls:
                    session.Tls ??= TlsText.Of(bytes, fact).ToSession();
                    break;
                case FactKind.SessionMail:
                    ids.Add(Text(fact, FactField.QueueId).Value!);
                    break;
                case FactKind.SessionRefusal:
                    session.Refusals++;
                    break;
                case FactKind.SessionLoginFailed:
                    session.FailedLogins++;
                    break;
                case FactKind.SessionScreened:
                    session.Screening = (ScreeningAction)fact.Byte(FactField.Action);
                    session.ScreeningTie = new MailTie("screening", (TieQuality)fact.Byte(FactField.Kind), int.Parse(Text(fact, FactField.Candidates).Value!, CultureInfo.InvariantCulture));
                    break;
                case FactKind.SessionAborted:
                    session.AbortReasonText = Text(fact, FactField.Reason);
                    session.AbortStageText = Text(fact, FactField.Stage);
                    break;
                case FactKind.SessionService:
                    session.ProgramText = Text(fact, FactField.Program);
                    if (!fact.Range(FactField.Protocol).IsMissing)
                        session.ProtocolText = Text(fact, FactField.Protocol);
                    break;
                case FactKind.SessionEnd:
                    hasEnd = true;
                    ReadEnd(fact);
                    break;
            }
        }
        session.QueueIds = ids;
        session.IsComplete = hasStart && hasEnd;
        return session;

        void ReadEnd(in Fact fact)
        {
            session.CommandsText = Text(fact, FactField.Text);
            if (int.TryParse(Text(fact, FactField.Status).Value, NumberStyles.None, CultureInfo.InvariantCulture, out int status))
                session.ExitStatus = status;
            if (int.TryParse(Text(fact, FactField.Candidates).Value, NumberStyles.None, CultureInfo.InvariantCulture, out int candidates) && candidates > 0)
                session.EndTie = new MailTie("end", candidates > 1 ? TieQuality.Ambiguous : TieQuality.Heuristic, candidates);
        }

        MailText Text(in Fact fact, FactField field) => new(bytes, fact.Range(field));
    }
}
