using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>A step of a mail's history for people: what happened, to whom, and what came of it.</summary>
internal static class HistoryWords
{
    public static string Of(MailHistoryEntry entry)
    {
        string? recipient = entry.Recipient is { } address ? " for <" + address + ">" : null;
        return WordsOf(entry) + recipient + Next(entry);
    }

    private static string WordsOf(MailHistoryEntry entry) => entry.Step switch
    {
        MailStep.AttemptBegun => "attempt " + entry.Attempt + " begun",
        MailStep.Deferred => "deferred (" + entry.Attempt + ")",
        MailStep.ExpiryForced => "marked to expire",
        MailStep.HandedOver => "handed over",
        MailStep.Notified when entry.Notice is { } notice => "notified of " + (notice switch
        {
            NotificationKind.NonDelivery => "non-delivery",
            NotificationKind.Delay => "delay",
            _ => "success",
        }),
        _ => Words.Of(entry.Step),
    };

    private static string? Next(MailHistoryEntry entry) => entry.NextId is { } id ? (entry.Step == MailStep.Notified ? " as " : " > ") + id : null;
}
