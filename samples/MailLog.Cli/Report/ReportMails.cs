using System.Globalization;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>The mails of the page, each of which opens to its way, step by step.</summary>
internal sealed class ReportMails(Html html, DisplayClock clock)
{
    /// <summary>How many steps of a mail are shown, and how many mails of a class before the rest is asked for.</summary>
    private const int MaxSteps = 60, AtOnce = 12;

    public void Write(MailSelection selection)
    {
        IReadOnlyDictionary<OutcomeClass, IReadOnlyList<Mail>> chosen = selection.Choose();
        long seen = MailSelection.Order.Sum(selection.Seen);
        int shown = chosen.Values.Sum(mails => mails.Count);
        using (html.In("section", null, ("id", "mails"), ("tabindex", "-1")))
        {
            html.Element("h2", "Mails");
            html.Element("p", shown == seen ? "All mails, problems first. Each opens to its way, step by step."
                : Quantity.Count(shown) + " of " + Quantity.Count(seen) + " mails, problems first; " + Quantity.Count(seen - shown) + " are left out. Each opens to its way, step by step.", "soft");
            foreach (OutcomeClass outcome in MailSelection.Order)
                if (selection.Seen(outcome) > 0)
                    Write(outcome, chosen[outcome], selection.Seen(outcome));
        }
        html.Line();
    }

    private void Write(OutcomeClass outcome, IReadOnlyList<Mail> mails, long seen)
    {
        using (html.In("div", "card mails"))
        {
            using (html.In("h3"))
            {
                html.Element("span", "", "dot " + Words.Of(outcome));
                html.Text(ReportCards.Name(outcome) + " ");
                html.Element("small", mails.Count == seen ? Quantity.Count(seen)
                    : "the " + (outcome == OutcomeClass.Delivered ? "slowest " : "newest ") + Quantity.Count(mails.Count) + " of " + Quantity.Count(seen));
            }
            foreach (Mail mail in mails.Take(AtOnce))
                Write(mail, Words.Of(outcome));
            if (mails.Count <= AtOnce)
                return;
            using (html.In("details", "more"))
            {
                html.Element("summary", Quantity.Count(mails.Count - AtOnce) + " more");
                foreach (Mail mail in mails.Skip(AtOnce))
                    Write(mail, Words.Of(outcome));
            }
        }
    }

    private void Write(Mail mail, string style)
    {
        using (html.In("details", "mail"))
        {
            using (html.In("summary"))
            {
                Time(mail.FirstSeen, "yyyy-MM-dd HH:mm:ss");
                html.Element("span", Words.Spaced(Words.Of(mail.Outcome)), "badge " + style);
                using (html.In("span", "who"))
                {
                    html.Logged(mail.Sender is null && mail.Client is { } client ? "somebody at " + (client.Name ?? client.Address) : Address(mail.Sender));
                    IReadOnlyList<string> to = RecipientsOf(mail);
                    if (to.Count > 0)
                    {
                        html.Element("span", " to ", "soft");
                        html.Logged(Address(to[0]));
                    }
                    if (to.Count > 1)
                        html.Element("span", " and " + Quantity.Count(to.Count - 1) + " more", "soft");
                }
                if (Reason(mail) is { Length: > 0 } reason)
                    html.Element("span", reason, "why");
            }
            WriteFacts(mail);
            WriteWay(mail);
        }
        html.Line();
    }

    private void WriteFacts(Mail mail)
    {
        using (html.In("dl"))
        {
            Fact("Queue id", string.Join(" › ", mail.QueueIds));
            Fact("Filter run", string.Join(", ", mail.FilterIds));
            Fact("Message id", mail.MessageId);
            Fact("Size", mail.Size is { } size ? Quantity.Bytes(size) : null);
            Fact("From host", mail.Client is { } client ? (client.Name ?? "unknown") + (client.Address is { } address ? " [" + address + "]" : "") + (mail.Helo is { } helo ? ", calls itself " + helo : "") : null);
            Fact("Login", mail.Sasl?.Username);
            Fact("Encrypted", mail.Tls?.Protocol);
            Fact("About", mail.NotificationOf);
            Fact("Missing in the log", string.Join(", ", mail.Missing));
            Fact("Links", string.Join(", ", mail.Ties.Where(t => t.Quality != TieQuality.Exact).Select(t => t.What + " by rule of thumb" + (t.Candidates > 1 ? ", one of " + t.Candidates : ""))));
        }
    }

    private void Fact(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        using (html.In("div"))
        {
            html.Element("dt", name);
            using (html.In("dd"))
                html.Logged(value);
        }
    }

    private void WriteWay(Mail mail)
    {
        IReadOnlyList<TimelineStep> steps = MailTimeline.Of(mail);
        if (steps.Count == 0)
        {
            html.Element("p", "The log tells no step of it.", "soft");
            return;
        }
        using (html.In("ol", "way"))
            foreach (TimelineStep step in steps.Take(MaxSteps))
                Write(step, mail);
        if (steps.Count > MaxSteps)
            html.Element("p", "and " + Quantity.Count(steps.Count - MaxSteps) + " more steps; 'maillog track' shows them.", "soft");
    }

    private void Write(TimelineStep step, Mail mail)
    {
        bool isSameDay = clock.Show(step.At).Date == clock.Show(mail.FirstSeen).Date;
        using (html.In("li", Words.Of(step.Tone)))
        {
            using (html.In("div", "when"))
            {
                Time(step.At, (isSameDay ? "" : "yyyy-MM-dd ") + "HH:mm:ss" + (step.At.FractionDigits > 0 ? ".fff" : ""));
                html.Element("span", step.Delay.TotalMilliseconds < 0.5 ? "" : "+" + Quantity.Seconds(step.Delay.TotalSeconds), "delay");
            }
            using (html.In("div", "what"))
            {
                html.Element("strong", step.What);
                if (step.Recipient is { } recipient)
                    Say(" for ", Address(recipient));
                if (step.NextId is { } next)
                    Say(" as ", next);
                if (step.Speaker is { } speaker)
                    Say(" " + step.Role + " ", speaker);
                if (step.Said is { Length: > 0 } said)
                    html.Element("blockquote", said, null, ("dir", "auto"));
            }
        }

        void Say(string before, string logged)
        {
            html.Text(before);
            html.Logged(logged);
        }
    }

    private void Time(LogTime time, string format)
    {
        DateTimeOffset shown = clock.Show(time);
        html.Element("time", shown.ToString(clock.IsMixed ? format + " zzz" : format, CultureInfo.InvariantCulture), null, ("datetime", shown.ToString("yyyy-MM-ddTHH:mm:ss.FFFzzz", CultureInfo.InvariantCulture)));
    }

    /// <summary>What went wrong, in the words of who said it; of what went well, how long it took.</summary>
    private static string? Reason(Mail mail)
    {
        foreach (Recipient recipient in mail.Recipients)
            if (recipient.Status is RecipientStatus.Bounced or RecipientStatus.Deferred or RecipientStatus.Expired && (recipient.Reply ?? MailTimeline.Readable(recipient.Response, mail)) is { } words)
                return words;
            else if (mail.Outcome == MailOutcome.Partial && recipient.Status is RecipientStatus.Blocked or RecipientStatus.Quarantined)
                return Words.Spaced(Words.Of(recipient.Status)) + " for " + recipient.Address;
        if (mail.Outcome == MailOutcome.Delivered)
            return "took " + Quantity.Seconds((mail.LastSeen.UtcTicks - mail.FirstSeen.UtcTicks) / (double)TimeSpan.TicksPerSecond);
        return mail.Verdicts.Count > 0 ? MailTimeline.VerdictText(mail.Verdicts[^1]) : null;
    }

    /// <summary>Accepted recipients, then refused ones.</summary>
    private static IReadOnlyList<string> RecipientsOf(Mail mail)
        => [.. mail.Recipients.Select(r => r.Original ?? r.Address).Concat(mail.Verdicts.Select(v => v.Recipient).OfType<string>()).Distinct(StringComparer.Ordinal)];

    private static string Address(string? address) => address switch { null => "(unknown)", "" => "<> (no sender)", _ => address };
}
