using System.Text.Json.Serialization;

namespace MailLog.Correlation.Tests;

/// <summary>What truly happened while a log was written, as the clients and servers around Postfix recorded it. Names are those of the files.</summary>
internal sealed record Truth(TrueMail[] Mails, TrueNotification[] Notifications, TrueSession[] Sessions);

internal sealed record TrueMail(
    [property: JsonPropertyName("queue_ids")] string[] QueueIds, [property: JsonPropertyName("message_id")] string? MessageId, string? From,
    [property: JsonPropertyName("client_ip")] string? ClientIp, object? Xclient, TrueRecipient[] Rcpts);

internal sealed record TrueRecipient(
    string Rcpt, string? Status, string? Dsn, string? Relay, string? Response,
    [property: JsonPropertyName("expands_to")] object? ExpandsTo, [property: JsonPropertyName("redirected_to")] object? RedirectedTo);

internal sealed record TrueNotification([property: JsonPropertyName("queue_ids")] string[] QueueIds, Dictionary<string, System.Text.Json.JsonElement>? About);

internal sealed record TrueSession(TrueTransaction[]? Transactions);

internal sealed record TrueTransaction(string?[][]? Rcpts);
