using System.Globalization;
using MailLog.Correlation;

namespace MailLog.Routing;

/// <summary>What a delivery is, compared with what was expected, and why.</summary>
internal readonly record struct Judgement(PolicyFindingKind Kind, string? Reason)
{
    public static readonly Judgement Match = new(PolicyFindingKind.Match, null);

    public static Judgement Undecided(string reason) => new(PolicyFindingKind.Undecided, reason);
}

/// <summary>Compares one delivery with the next hop of the policy. When the log does not tell, it says so.</summary>
internal sealed class DeliveryJudge(HostBook hosts)
{
    private const int SmtpPort = 25;

    public Judgement Judge(Route route, DeliveryAttempt attempt, bool isTable)
    {
        if (route.UndecidedRule is { } slow)
            return Judgement.Undecided("the regular expression of rule " + slow.Number.ToString(CultureInfo.InvariantCulture) + " took too long for this address");
        ActualRelay actual = ActualRelay.Of(attempt.Relay);
        if (actual.Kind == ActualKind.None)
            return Judgement.Undecided("no relay is logged");
        // Which domains are local is set elsewhere, and no entry is needed for those.
        if (isTable && route.Origin != RouteOrigin.Rule && actual.Kind is ActualKind.Agent or ActualKind.Socket)
            return Judgement.Undecided("no entry is for this address, and a table does not say which domains are local");
        return route.NextHop.Kind switch
        {
            // Nor does a policy for relays say which domains are local.
            NextHopKind.Mx => Judgement.Undecided("no relay is asked for, and the mail servers of the domain are for the DNS to say"),
            NextHopKind.Smtp => Server(route.NextHop, actual),
            NextHopKind.Service => Service(route.NextHop.Command!, actual),
            NextHopKind.Plugin => actual.Kind == ActualKind.Server || actual.Kind == ActualKind.SomeServer ? NotAProgram() : Judgement.Undecided("a log does not name the plugin that delivered"),
            _ => Program(route.NextHop.Command!, actual, attempt.Response),
        };
    }

    /// <summary>Any of the servers is right. What may be right is not called wrong.</summary>
    private Judgement Server(NextHop expected, ActualRelay actual)
    {
        if (actual.Kind == ActualKind.Agent)
            return new Judgement(PolicyFindingKind.WrongKind, "a mail server is expected, and " + actual.Name + " delivered");
        if (actual.Kind == ActualKind.Socket)
            return Judgement.Undecided("the relay is a socket of the host");
        if (actual.Kind == ActualKind.SomeServer)
            return Judgement.Undecided("the log does not tell which server it was");
        Judgement? undecided = null;
        bool isPortWrong = false;
        foreach (RelayHost relay in expected.Relays)
        {
            bool? isSame = hosts.IsSame(relay, actual);
            // No port in the log is the port that everybody uses; for another, it proves nothing.
            bool isPortKnown = actual.Port != 0 || relay.Port == SmtpPort;
            bool isPort = actual.Port == relay.Port || (actual.Port == 0 && isPortKnown);
            if (isSame == true && isPort)
                return Judgement.Match;
            if (isSame == true && !isPortKnown)
                undecided ??= Judgement.Undecided("the log does not tell the port");
            else if (isSame == true || (isSame is null && isPortKnown && !isPort))
                isPortWrong = true;
            else if (isSame is null)
                undecided ??= Judgement.Undecided(relay.IsLookedUp ? "the mail servers of " + relay.Host + " are for the DNS to say" : "it is not known whether this is " + relay.Host);
        }
        return undecided ?? (isPortWrong ? new Judgement(PolicyFindingKind.WrongPort, "not the port that is asked for")
            : new Judgement(PolicyFindingKind.WrongRelay, "another server took it"));
    }

    private static Judgement Service(string service, ActualRelay actual)
    {
        int colon = service.IndexOf(':');
        string transport = colon < 0 ? service : service.Substring(0, colon);
        if (actual.Kind == ActualKind.Agent)
            return actual.Name == transport ? Judgement.Match : new Judgement(PolicyFindingKind.WrongRelay, transport + " is expected, and " + actual.Name + " delivered");
        if (transport is "local" or "virtual" or "error" or "retry" or "discard")
            return actual.Kind == ActualKind.Socket ? Judgement.Undecided("the relay is a socket of the host") : new Judgement(PolicyFindingKind.WrongKind, transport + " is expected, and a mail server took it");
        // Any name may be that of another SMTP client in master.cf.
        return Judgement.Undecided("the log does not tell which transport it was");
    }

    /// <summary>A log names the agent, seldom its program; where local(8) does, that counts.</summary>
    private static Judgement Program(string command, ActualRelay actual, string? response)
    {
        if (actual.Kind != ActualKind.Agent)
            return actual.Kind == ActualKind.Socket ? Judgement.Undecided("the relay is a socket of the host") : NotAProgram();
        const string Told = "delivered to command: ";
        // local(8) and virtual(8) write mailboxes, maildirs and files themselves.
        if (response is not null && response.StartsWith("delivered to ", StringComparison.Ordinal) && !response.StartsWith(Told, StringComparison.Ordinal))
            return Judgement.Undecided("no program is logged: it was " + response);
        if (response is null || !response.StartsWith(Told, StringComparison.Ordinal))
            return Judgement.Match;
        string program = FileName(response.Substring(Told.Length).TrimStart(' ', '"', '|'));
        return program == FileName(command) ? Judgement.Match : new Judgement(PolicyFindingKind.WrongRelay, "another program took it: " + program);
    }

    private static Judgement NotAProgram() => new(PolicyFindingKind.WrongKind, "a program is expected, and a mail server took it");

    private static string FileName(string command)
    {
        int end = command.IndexOfAny([' ', '\t', '"']);
        string program = end < 0 ? command : command.Substring(0, end);
        return program.Substring(program.LastIndexOf('/') + 1);
    }
}
