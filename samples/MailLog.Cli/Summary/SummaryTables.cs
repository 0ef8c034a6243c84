using System.Globalization;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>A summary as tables: what is shown, in which order, under which names.</summary>
internal static class SummaryTables
{
    private static readonly Measure Mails = new("mails"), Bytes = new("bytes", MeasureUnit.Bytes), Count = new("count"), Recipients = new("recipients"), Attempts = new("attempts"),
        Delivered = new("delivered"), Deferred = new("deferred"), Failed = new("failed"), Refused = new("refused"), Mean = new("mean", MeasureUnit.Seconds), Longest = new("longest", MeasureUnit.Seconds);

    public static IReadOnlyList<SummaryTable> Of(MailSummary summary, int top, int maxSteps) =>
    [
        OverTime(summary, maxSteps), Outcomes(summary), Delays(summary), DelayParts(summary), Senders(summary, top), Domains(summary, top), Clients(summary, top), Relays(summary, top), SlowRelays(summary, top),
        Decisions(summary, top), Refusals(summary, top), Bounces(summary, top), Deferrals(summary, top),
    ];

    public static SummaryTable OverTime(MailSummary summary, int maxSteps)
    {
        (TimeSpan width, IReadOnlyList<TimeStep> steps) = summary.Time.Read(maxSteps);
        Measure[] measures = [Mails, Recipients, Bytes, .. OutcomeClasses.All.Select(c => new Measure(Words.Of(c)))];
        return new SummaryTable("time", "from", "Mails per " + WidthName(width), measures,
            [.. steps.Select(s => new SummaryRow(Label(s.Start, width), [s.Total, s.Recipients, s.Bytes, .. s.Mails.Select(m => (double)m)]))]);
    }

    public static SummaryTable Outcomes(MailSummary summary) => new("outcomes", "outcome", "Outcomes", [Mails],
        [.. Enum.GetValues<MailOutcome>().Where(o => summary.Count(o) > 0).OrderByDescending(summary.Count).Select(o => new SummaryRow(Words.Of(o), summary.Count(o)))]);

    public static SummaryTable Delays(MailSummary summary) => new("delays", "delay", "Time to delivery", [Recipients],
        [.. summary.Delays.Read().Select(b => new SummaryRow(b.Name, b.Count))])
    {
        Note = summary.Delays.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"Half within {Quantity.Seconds(summary.Delays.Percentile(0.5))}, 95 % within {Quantity.Seconds(summary.Delays.Percentile(0.95))}, the longest {Quantity.Seconds(summary.Delays.Longest)}."),
    };

    public static SummaryTable DelayParts(MailSummary summary) => new("delayParts", "part", "Where the time goes, on average", [Mean], summary.DelayPartsCount == 0 ? [] :
        [.. ((string[])["before the queue manager", "in the queue", "connecting", "transmitting"]).Select((name, i) => new SummaryRow(name, summary.DelayParts[i] / summary.DelayPartsCount))]);

    public static SummaryTable Senders(MailSummary summary, int top) => Top("senders", "sender", "Senders", summary.Senders, top, [Mails, Bytes], t => [t.Count, t.Bytes]);

    public static SummaryTable Domains(MailSummary summary, int top)
        => Top("recipientDomains", "domain", "Recipients' domains", summary.Domains, top, [Recipients, Deferred, Failed, Delivered], t => [t.Count, t.Deferred, t.Failed, t.Delivered]);

    public static SummaryTable Clients(MailSummary summary, int top) => Top("clients", "client", "Clients", summary.Clients, top, [Mails, Refused], t => [t.Count, t.Failed]);

    public static SummaryTable Relays(MailSummary summary, int top)
        => Top("relays", "relay", "Where mail went", summary.Relays, top, [Attempts, Deferred, Failed, Delivered], t => [t.Count, t.Deferred, t.Failed, t.Delivered]);

    public static SummaryTable SlowRelays(MailSummary summary, int top)
        => Top("slowRelays", "relay", "Slowest servers", summary.Relays, top, [Mean, Longest, Delivered], t => [t.Mean, t.Longest, t.Timed], t => t.Mean) with
        {
            Others = 0, Note = summary.DelayPartsCount == 0 ? null : "Time to connect and to transmit, of deliveries that succeeded.",
        };

    public static SummaryTable Decisions(MailSummary summary, int top)
        => Top("decisions", "decision", "Decisions, by hook", summary.Decisions, top, [Count], t => [t.Count]) with { IsOfReasons = true };

    public static SummaryTable Refusals(MailSummary summary, int top)
        => Top("refusals", "reason", "Why mail was refused", summary.Refusals, top, [Count], t => [t.Count]) with { IsOfReasons = true };

    public static SummaryTable Bounces(MailSummary summary, int top)
        => Top("bounces", "reason", "Why deliveries failed for good", summary.Bounces, top, [Attempts], t => [t.Count]) with { IsOfReasons = true };

    public static SummaryTable Deferrals(MailSummary summary, int top)
        => Top("deferrals", "reason", "Why deliveries were postponed", summary.Deferrals, top, [Attempts], t => [t.Count]) with { IsOfReasons = true };

    private static SummaryTable Top(string name, string item, string title, TopTable table, int top, Measure[] measures, Func<Tally, double[]> values, Func<Tally, double>? order = null)
    {
        IReadOnlyList<KeyValuePair<string, Tally>> rows = table.Top(top, order);
        return new SummaryTable(name, item, title, measures, [.. rows.Select(r => new SummaryRow(r.Key, values(r.Value)))]) { Others = table.Count - rows.Count, MaxMissed = table.MaxMissed };
    }

    /// <summary>The start of a step on the clock that is shown.</summary>
    private static string Label(long ticks, TimeSpan width)
        => new DateTime(ticks).ToString(width >= TimeSpan.FromDays(1) ? "yyyy-MM-dd" : width >= TimeSpan.FromMinutes(1) ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string WidthName(TimeSpan width) => width switch
    {
        { TotalSeconds: 1 } => "second",
        { TotalMinutes: < 1 } => width.Seconds + " seconds",
        { TotalMinutes: 1 } => "minute",
        { TotalHours: < 1 } => width.Minutes + " minutes",
        { TotalHours: 1 } => "hour",
        { TotalDays: < 1 } => width.Hours + " hours",
        { TotalDays: 1 } => "day",
        { TotalDays: 7 } => "week",
        _ => width.Days + " days",
    };
}
