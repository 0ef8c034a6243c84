using MailLog.Correlation;


namespace MailLog.Routing;

/// <summary>Where mail is to go, by its recipient: rules that are checked, explained, and compared with what a log says happened.</summary>
/// <remarks>
/// The language is that of qpsmtpd's plugin <c>queue/router</c>, made definite: see docs/policy.md. A policy is immutable, and safe to use from several threads.
/// No text throws: what is wrong with it is in <see cref="Errors"/>.
/// </remarks>
public sealed class RoutingPolicy
{
    private readonly PolicySettings _settings;
    private readonly IReadOnlyList<RewriteRule> _rewriting;
    private readonly IRouter _router;
    private readonly Func<PolicySources> _print;

    internal RoutingPolicy(PolicyReport report, PolicySettings settings, IReadOnlyList<PolicyRule> rules, IRouter router, IReadOnlyList<RewriteRule> rewriting, Func<PolicySources> print)
    {
        _settings = settings;
        _router = router;
        _rewriting = rewriting;
        _print = print;
        Errors = report.Of(warnings: false);
        Warnings = report.Of(warnings: true);
        Rules = rules;
    }

    /// <summary>Everything that is wrong, by file and line. A policy with an error can be looked at, and not be asked.</summary>
    public IReadOnlyList<PolicyError> Errors { get; }

    /// <summary>What can be used, and hardly says what was meant, by file and line: rules that nothing reaches, variables that nobody uses.</summary>
    public IReadOnlyList<PolicyError> Warnings { get; }

    /// <summary>There is no error.</summary>
    public bool IsValid => Errors.Count == 0;

    /// <summary>The rules without an error, in the order of the file.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; }

    /// <summary>Where all mail goes (in tables of Postfix: mail that no entry is for); null when that is not set.</summary>
    public NextHop? RelayHost => _settings.RelayTo;

    /// <summary>How long a mail may be in the queue; null when that is not set.</summary>
    public TimeSpan? MaxAge => _settings.MaxAgeDays is { } days ? TimeSpan.FromDays(days) : null;

    /// <summary>Mail that cannot be delivered is kept in an archive. Not set is no.</summary>
    public bool ArchivesFailed => _settings.ArchiveFailed == true;

    /// <summary>The folder of the queues; null when that is not set.</summary>
    public string? QueueDirectory => _settings.QueueDirectory;

    /// <summary>Addresses in <c>From:</c> and <c>To:</c> are rewritten as those of the envelope are. Not set is no.</summary>
    public bool RewritesHeaders => _settings.RewriteBoth == true;

    /// <summary>The sender is told of a mail that is given up. Not set is no.</summary>
    public bool SendsNotices => _settings.SendNdr == true;

    /// <summary>The domain of the server; null when that is not set.</summary>
    public string? Me => _settings.Me;

    /// <summary>Reads a policy.</summary>
    /// <param name="sources">Its files.</param>
    public static RoutingPolicy Parse(PolicySources sources)
    {
        if (sources is null)
            throw new ArgumentNullException(nameof(sources));
        return new PolicyParser(sources).Parse();
    }

    /// <summary>Reads a policy that is nothing but rules.</summary>
    /// <param name="transports">Lines <c>destination next-hop</c>.</param>
    public static RoutingPolicy Parse(string transports) => Parse(new PolicySources { Transports = new PolicyText("transports", transports) });

    /// <summary>
    /// Reads a table of Postfix (transport(5), of an indexed type) as a policy. It is searched as that manual page says: the address, the domain, its parents with a dot before them,
    /// <c>*</c>; the order of the lines says nothing.
    /// </summary>
    /// <param name="table">Lines <c>pattern transport:nexthop</c>. Tables of regular expressions, and entries over several lines, are errors: they are not read here.</param>
    /// <param name="relayHost">The value of <c>relayhost</c>, for what no entry is for; null or empty for none.</param>
    public static RoutingPolicy ParsePostfix(PolicyText table, string? relayHost = null)
    {
        if (table is null)
            throw new ArgumentNullException(nameof(table));
        return new TransportTableParser().Parse(table, relayHost);
    }

    /// <summary>Says where mail for an address goes, and why.</summary>
    /// <param name="address">A recipient, as a client names it: it is rewritten first, if the policy says so.</param>
    /// <exception cref="InvalidOperationException">The policy has an error.</exception>
    public RouteExplanation Explain(string address)
    {
        if (address is null)
            throw new ArgumentNullException(nameof(address));
        CheckValid();
        AddressParts parts = Complete(AddressParts.Of(address));
        string? rewrittenBy = null;
        var steps = new List<RouteStep>();
        foreach (RewriteRule rewrite in _rewriting)
        {
            bool? isMatch = rewrite.IsForRecipients ? rewrite.Match.IsMatch(parts) : false;
            if (isMatch is null)
                steps.Add(new RouteStep(null, false, rewrite.Place + ": " + rewrite.Match.Reason(parts, isMatch)));
            if (isMatch != true)
                continue;
            parts = parts.WithDomain(rewrite.Domain);
            rewrittenBy = rewrite.Place + ": " + rewrite;
            break;
        }
        bool isUndecided = steps.Count > 0;
        Route route = _router.Route(parts, steps);
        bool isChanged = rewrittenBy is not null || parts.Whole != AddressParts.Of(address).Whole;
        return new RouteExplanation(address, isChanged ? parts.Whole : null, rewrittenBy, route, steps, isUndecided || route.UndecidedRule is not null);
    }

    /// <summary>Compares what happened to mails with the policy.</summary>
    /// <param name="mails">Finished mails: <see cref="MailCorrelator.Mails"/>, or a part of it.</param>
    /// <param name="options">How; null for the default.</param>
    /// <returns>
    /// A finding for each delivery to a recipient (a hop to a content filter is none), others as they come up, and at the end one for each rule that no recipient was for. Each
    /// subscription is a comparison of its own, of the mails that come from then on. What an action throws comes out of <see cref="MailCorrelator.Complete"/>, as with mails.
    /// </returns>
    /// <exception cref="InvalidOperationException">The policy has an error.</exception>
    public MailStream<PolicyFinding> Audit(IObservable<Mail> mails, PolicyAuditOptions? options = null)
    {
        if (mails is null)
            throw new ArgumentNullException(nameof(mails));
        CheckValid();
        options ??= new PolicyAuditOptions();
        return new MailStream<PolicyFinding>(observer => PolicyAudit.Start(this, mails, options, observer));
    }

    /// <summary>Prints the policy in one spelling of each thing: parsed again, it is the same policy, and prints the same.</summary>
    /// <returns>The files that were read. A table of Postfix is in <see cref="PolicySources.Transports"/>, for <see cref="ParsePostfix"/> with the same relayhost.</returns>
    /// <exception cref="InvalidOperationException">The policy has an error.</exception>
    public PolicySources Print()
    {
        CheckValid();
        return _print();
    }

    /// <summary>It is a table of Postfix.</summary>
    internal bool IsTable => _router is TransportTable;

    /// <summary>The route of a recipient as a log has it: rewritten already.</summary>
    internal Route RouteFinal(string address) => _router.Route(Complete(AddressParts.Of(address)), null);

    private AddressParts Complete(AddressParts address) => address.Domain.Length == 0 && address.Local.Length > 0 && Me is { } me ? address.WithDomain(me) : address;

    private void CheckValid()
    {
        if (!IsValid)
            throw new InvalidOperationException("The policy has errors, the first in " + Errors[0].File + ", line " + Errors[0].Line.ToString(System.Globalization.CultureInfo.InvariantCulture) + ": " + Errors[0].Message + ".");
    }
}
