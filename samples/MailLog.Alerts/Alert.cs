namespace MailLog.Alerts;

/// <summary>The bounce rate of somebody passed the threshold.</summary>
/// <param name="Key">Whose: a relay, or a sender's domain.</param>
/// <param name="At">When, by the log.</param>
/// <param name="Failed">How many recipients bounced within the window.</param>
/// <param name="Total">Of how many.</param>
internal sealed record Alert(string Key, DateTimeOffset At, int Failed, int Total);
