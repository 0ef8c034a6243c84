using System.Runtime.ExceptionServices;
using MailLog.Correlation;

namespace MailLog.Routing;

/// <summary>Judges mails for one observer. It keeps to the observer contract by itself: the source need not be one that does.</summary>
internal sealed class PolicyAudit : IObserver<Mail>, IDisposable
{
    private readonly RoutingPolicy _policy;
    private readonly PolicyAuditOptions _options;
    private readonly IObserver<PolicyFinding> _observer;
    private readonly DeliveryJudge _judge;
    private readonly HashSet<PolicyRule> _matched = [];
    private readonly object _gate = new();
    private IDisposable? _subscription;
    private bool _isOver, _hasMails;

    private PolicyAudit(RoutingPolicy policy, PolicyAuditOptions options, IObserver<PolicyFinding> observer)
    {
        _policy = policy;
        _options = options;
        _observer = observer;
        _judge = new DeliveryJudge(new HostBook(options.Hosts));
    }

    public static IDisposable Start(RoutingPolicy policy, IObservable<Mail> mails, PolicyAuditOptions options, IObserver<PolicyFinding> observer)
    {
        var audit = new PolicyAudit(policy, options, observer);
        IDisposable subscription = mails.Subscribe(audit);
        lock (audit._gate)
        {
            audit._subscription = subscription;
            if (!audit._isOver)
                return audit;
        }
        // It was over before there was anything to dispose.
        subscription.Dispose();
        return audit;
    }

    public void OnNext(Mail value)
    {
        try
        {
            _hasMails = true;
            foreach (Recipient recipient in value.Recipients)
                Judge(value, recipient);
        }
#pragma warning disable CA1031 // whatever the observer throws is its own affair, and the source's other observers are not to suffer
        catch (Exception error)
        {
            if (!End())
                return;
            Unsubscribe();
            _observer.OnError(error);
        }
#pragma warning restore CA1031
    }

    public void OnCompleted()
    {
        if (_isOver)
            return;
        // Without a mail, nothing is known about rules.
        if (_hasMails && (_policy.RelayHost is null || _policy.IsTable))
            foreach (PolicyRule rule in _policy.Rules)
                if (!_matched.Contains(rule))
                    Tell(new PolicyFinding(PolicyFindingKind.NeverMatched, null, null, null, rule, null, "no recipient in the log is one for this rule"));
        if (End())
            _observer.OnCompleted();
    }

    public void OnError(Exception error)
    {
        if (End())
            _observer.OnError(error);
        else
            // Thrown by the observer's own OnError: the source keeps it for whoever feeds.
            ExceptionDispatchInfo.Capture(error).Throw();
    }

    public void Dispose()
    {
        End();
        Unsubscribe();
    }

    private void Judge(Mail mail, Recipient recipient)
    {
        Route route = _policy.RouteFinal(recipient.Address);
        if (route.Rule is { } rule)
            _matched.Add(rule);
        // Whether these are for it is not known.
        _matched.UnionWith(route.Undecided);
        bool isOverAge = false;
        foreach (DeliveryAttempt attempt in recipient.Attempts)
        {
            if (attempt.Status == RecipientStatus.Delivered || (_options.Attempts && attempt.Status is RecipientStatus.Deferred or RecipientStatus.Bounced or RecipientStatus.Expired))
            {
                Judgement judgement = _judge.Judge(route, attempt, _policy.IsTable);
                Tell(new PolicyFinding(judgement.Kind, mail, recipient, attempt, route.Rule, route.NextHop, judgement.Reason));
            }
            if (!isOverAge && attempt.Status is RecipientStatus.Delivered or RecipientStatus.Deferred && IsOverAge(mail, attempt))
            {
                isOverAge = true;
                Tell(new PolicyFinding(PolicyFindingKind.OverAge, mail, recipient, attempt, route.Rule, null, "older than max-age allows when it was tried"));
            }
        }
        if (recipient.Status == RecipientStatus.Expired && _policy.SendsNotices && mail.Sender is { Length: > 0 } && !mail.Notifications.Any(n => n.Kind == MailLog.Parsing.NotificationKind.NonDelivery))
            Tell(new PolicyFinding(PolicyFindingKind.ExpiredWithoutNotice, mail, recipient, null, route.Rule, null, "given up, and no notification to the sender is in the log"));
    }

    private bool IsOverAge(Mail mail, DeliveryAttempt attempt) => _policy.MaxAge is { } limit && attempt.At.UtcTicks - mail.FirstSeen.UtcTicks > limit.Ticks;

    /// <summary>An observer that unsubscribes while it is called gets nothing more.</summary>
    private void Tell(PolicyFinding finding)
    {
        if (!_isOver)
            _observer.OnNext(finding);
    }

    private bool End()
    {
        lock (_gate)
        {
            bool isFirst = !_isOver;
            _isOver = true;
            return isFirst;
        }
    }

    private void Unsubscribe()
    {
        IDisposable? subscription;
        lock (_gate)
            subscription = _subscription;
        subscription?.Dispose();
    }
}
