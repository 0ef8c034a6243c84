using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What the correlator tells of real logs is what truly happened. What a log does not name is not asked for.</summary>
public class TruthTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static TheoryData<string> Logs
    {
        get
        {
            var logs = new TheoryData<string>();
            foreach (string log in LogFiles.All)
                if (File.Exists(TruthOf(log)))
                    logs.Add(log);
            return logs;
        }
    }

    [Theory, MemberData(nameof(Logs))]
    public void Every_mail_is_found_with_its_path_and_envelope(string log)
    {
        (Truth truth, List<Mail> mails, string text) = Read(log);
        var failures = new List<string>();
        foreach (TrueMail t in truth.Mails.Where(t => t.QueueIds.Length > 0))
        {
            Mail? m = Find(mails, t);
            string name = string.Join('>', t.QueueIds);
            if (m is null)
            {
                failures.Add(name + " is not found");
                continue;
            }
            Check(IsSubsequence(t.QueueIds, m.QueueIds), name, "path", string.Join('>', m.QueueIds), name);
            if (!string.IsNullOrEmpty(t.MessageId) && text.Contains(t.MessageId.Trim('<', '>'), StringComparison.Ordinal))
                Check(m.MessageId == t.MessageId, name, "message id", m.MessageId, t.MessageId);
            if (t.From is not null && (t.From.Length == 0 || text.Contains(t.From, StringComparison.Ordinal)))
                Check(m.Sender == t.From, name, "sender", m.Sender, t.From);
            string? client = m.Client?.Address;
            if (t.ClientIp is not null)
                Check(client == t.ClientIp || (client is not null && t.Xclient?.ToString()?.Contains(client, StringComparison.Ordinal) == true), name, "client", client, t.ClientIp);
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.NotEmpty(truth.Mails);

        void Check(bool isRight, string name, string what, string? got, string? wanted)
        {
            if (!isRight)
                failures.Add($"{name}: {what} is '{got}', but was '{wanted}'");
        }
    }

    [Theory, MemberData(nameof(Logs))]
    public void Every_recipient_has_its_fate(string log)
    {
        (Truth truth, List<Mail> mails, string text) = Read(log);
        var failures = new List<string>();
        foreach (TrueMail t in truth.Mails.Where(t => t.QueueIds.Length > 0))
            foreach (TrueRecipient wanted in t.Rcpts)
            {
                if (wanted.Status is null or "redirected" || IsSet(wanted.ExpandsTo) || IsSet(wanted.RedirectedTo) || !text.Contains(wanted.Rcpt, StringComparison.Ordinal))
                    continue;
                Recipient? got = Find(mails, t)!.Recipients.FirstOrDefault(r => IsSame(r.Original ?? r.Address, wanted.Rcpt) || IsSame(r.Address, wanted.Rcpt));
                string difference = Difference(got, wanted);
                if (difference.Length > 0)
                    failures.Add(t.QueueIds[0] + " " + wanted.Rcpt + ": " + difference);
            }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory, MemberData(nameof(Logs))]
    public void Every_notification_leads_to_what_it_is_about(string log)
    {
        (Truth truth, List<Mail> mails, _) = Read(log);
        foreach (TrueNotification notification in truth.Notifications)
        {
            if (notification.QueueIds.Length == 0 || About(notification) is not { } parent)
                continue;
            // A notice about a lost notice reports on the first mail.
            var line = new List<string>();
            for (string? id = notification.QueueIds[0]; id is not null && !line.Contains(id); id = mails.Find(m => m.QueueIds.Contains(id))?.NotificationOf)
                line.Add(id);
            Assert.Contains(parent, line.Skip(1));
            // A report that was asked for instead of a delivery (sendmail -bv) is about no mail.
            if (mails.Find(m => m.QueueIds.Contains(line[1])) is { } about)
                Assert.Contains(about.Notifications, n => n.QueueId == line[0]);
        }
    }

    [Theory, MemberData(nameof(Logs))]
    public void Every_refused_recipient_is_a_verdict(string log)
    {
        (Truth truth, List<Mail> mails, _) = Read(log);
        Verdict[] verdicts = [.. mails.SelectMany(m => m.Verdicts)];
        foreach (string?[] command in truth.Sessions.SelectMany(s => s.Transactions ?? []).SelectMany(t => t.Rcpts ?? []))
        {
            string address = command[0]!, reply = command[1] ?? "";
            // Replies that are not logged as refusals: limits of the session, errors of the server, the wrong order of commands.
            if (!Regex.IsMatch(reply, @"^[45]\d\d") || Regex.IsMatch(reply, @"^(503|501|421|452 4\.5\.3|450 4\.7\.1 Error: too many|4\d\d 4\.3\.0 Error)"))
                continue;
            int code = int.Parse(reply.AsSpan(0, 3), CultureInfo.InvariantCulture);
            Match dsn = Regex.Match(reply, @"^\d{3}[ -](\d\.\d+\.\d+)");
            Assert.True(
                verdicts.Any(v => v.Code == code && IsSame(v.Recipient ?? "", address) && (!dsn.Success || v.Dsn.ToString() == dsn.Groups[1].Value || v.Dsn.Class == 0)),
                address + " was refused with " + reply);
        }
    }

    [Theory, MemberData(nameof(Logs))]
    public void No_mail_is_invented_or_torn(string log)
    {
        (Truth truth, List<Mail> mails, _) = Read(log);
        var owner = new Dictionary<string, TrueMail>();
        foreach (TrueMail mail in truth.Mails)
            foreach (string id in mail.QueueIds)
                owner[id] = mail;
        HashSet<string> notices = [.. truth.Notifications.SelectMany(n => n.QueueIds)];
        Mail[] used = [.. truth.Mails.Where(t => t.QueueIds.Length > 0).Select(t => Find(mails, t)!)];
        Assert.Equal(used.Length, used.Distinct().Count());
        foreach (Mail mail in mails.Except(used))
            Assert.DoesNotContain(mail.QueueIds, id => owner.ContainsKey(id) && !notices.Contains(id));
    }

    private static (Truth Truth, List<Mail> Mails, string Text) Read(string log)
    {
        Truth truth = JsonSerializer.Deserialize<Truth>(File.ReadAllBytes(TruthOf(log)), Json)!;
        byte[] bytes = LogFiles.Read(log);
        return (truth, Correlating.Mails(bytes), Encoding.UTF8.GetString(bytes));
    }

    /// <summary>The forms of one log have one truth.</summary>
    private static string TruthOf(string log)
    {
        string path = LogFiles.PathOf(log);
        return Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileName(path).Split('.')[0] + (Path.GetFileName(path).Contains(".part", StringComparison.Ordinal) ? ".part" : "") + ".truth.json");
    }

    /// <summary>Ids are used again: of several mails, that with the same message id and most of the path.</summary>
    private static Mail? Find(List<Mail> mails, TrueMail wanted)
        => mails.Where(m => m.QueueIds.Contains(wanted.QueueIds[0])).OrderByDescending(m => (m.MessageId == wanted.MessageId ? 1000 : 0) + m.QueueIds.Intersect(wanted.QueueIds).Count()).FirstOrDefault();

    private static string Difference(Recipient? got, TrueRecipient wanted)
    {
        if (got is null)
            return "not found";
        string status = wanted.Status switch { "sent" => "delivered", "deleted by milter" => "discarded", { } other => other, null => "" };
        if (!IsSame(got.Status.ToString(), status))
            return $"status {got.Status}, but was {status}";
        if (status is not ("delivered" or "deferred" or "bounced"))
            return "";
        if (!string.IsNullOrEmpty(wanted.Dsn) && got.Dsn.ToString() != wanted.Dsn)
            return $"dsn {got.Dsn}, but was {wanted.Dsn}";
        // The server's own name may differ from the one Postfix looked up.
        Match server = Regex.Match(wanted.Relay ?? "", @"\[.*$");
        if (server.Success && got.Relay?.EndsWith(server.Value, StringComparison.Ordinal) != true)
            return $"relay {got.Relay}, but was {wanted.Relay}";
        return Regex.IsMatch(wanted.Response ?? "", @"^\d\d\d") && Squash(got.Reply) != Squash(wanted.Response) ? $"reply {got.Reply}, but was {wanted.Response}" : "";
    }

    private static string? About(TrueNotification notification)
        => notification.About is { } about && about.TryGetValue("message", out JsonElement message) && message.ValueKind == JsonValueKind.Object
            && message.TryGetProperty("x-postfix-queue-id", out JsonElement id) ? id.GetString() : null;

    private static bool IsSubsequence(string[] part, IReadOnlyList<string> whole)
    {
        int at = 0;
        foreach (string id in whole)
            if (at < part.Length && part[at] == id)
                at++;
        return at == part.Length;
    }

    private static bool IsSet(object? value) => value is JsonElement { ValueKind: not (JsonValueKind.Null or JsonValueKind.False) } element && !(element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 0);

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Squash(string? text) => Regex.Replace(text ?? "", @"\s+", " ").Trim();
}
