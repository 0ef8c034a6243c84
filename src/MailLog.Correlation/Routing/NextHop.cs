using System.Text;

namespace MailLog.Routing;

/// <summary>What kind of thing a mail is handed to.</summary>
public enum NextHopKind : byte
{
    /// <summary>The mail servers of the recipient's domain, as the DNS names them.</summary>
    Mx,

    /// <summary>One of <see cref="NextHop.Relays"/>.</summary>
    Smtp,

    /// <summary>A local delivery agent: a program with its arguments.</summary>
    Mda,

    /// <summary>The standard input of a command.</summary>
    Pipe,

    /// <summary>A queue plugin of qpsmtpd.</summary>
    Plugin,

    /// <summary>A delivery agent of Postfix that is no SMTP client, or not known to be one: <c>local</c>, <c>error</c>, a service of master.cf.</summary>
    Service,
}

/// <summary>Where a policy sends a mail.</summary>
public sealed class NextHop
{
    internal static readonly NextHop Mx = new(NextHopKind.Mx, [], null);

    /// <summary>Postfix tries several in the order of the list (transport(5)).</summary>
    private readonly bool _isInOrder;

    internal NextHop(NextHopKind kind, IReadOnlyList<RelayHost> relays, string? command, bool isInOrder = false)
    {
        _isInOrder = isInOrder;
        Kind = kind;
        Relays = relays;
        Command = command;
    }

    /// <summary>Of which kind.</summary>
    public NextHopKind Kind { get; }

    /// <summary>Of <see cref="NextHopKind.Smtp"/>, the servers, any of which is right, in the order of the policy; empty otherwise.</summary>
    public IReadOnlyList<RelayHost> Relays { get; }

    /// <summary>
    /// The program with its arguments, the command without its <c>|</c>, the plugin with its <c>queue/</c>, or the service as <c>transport:nexthop</c>; null for the other kinds.
    /// </summary>
    public string? Command { get; }

    /// <summary>Kind and target: <c>smtp 192.0.2.1:25</c>, <c>mx</c>, <c>mda /usr/bin/maildrop</c>, <c>pipe "robot --x"</c>.</summary>
    public override string ToString()
    {
        switch (Kind)
        {
            case NextHopKind.Mx:
                return "mx";
            case NextHopKind.Mda:
                return "mda " + Command;
            case NextHopKind.Pipe:
                return "pipe \"" + Command + "\"";
            case NextHopKind.Plugin:
                return "plugin " + Command;
            case NextHopKind.Service:
                return "service " + Command;
        }
        var text = new StringBuilder("smtp ");
        for (int i = 0; i < Relays.Count; i++)
            text.Append(i > 0 ? " or " : "").Append(Relays[i]);
        return text.Append(Relays.Count <= 1 ? "" : _isInOrder ? " (in this order)" : " (round robin)").ToString();
    }
}
