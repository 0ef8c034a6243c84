namespace MailLog.Cli;

/// <summary>What each command's help shows of its use: a command line, and what it is for.</summary>
internal static class Examples
{
    /// <summary>The examples of a command by its name (<c>policy check</c>), those of the program by <c>maillog</c>.</summary>
    public static IReadOnlyList<(string Line, string What)> Of(string command) => command switch
    {
        "maillog" =>
        [
            ("maillog track --to bob@example.com /var/log/mail.log", "what happened to Bob's mail"),
            ("maillog summary '/var/log/mail.log*'", "what all mails have in common, of rotated logs too"),
            ("maillog track --help", "the options of a command"),
        ],
        "track" =>
        [
            ("maillog track --from alice@example.com --since '2026-11-20 08:00' /var/log/mail.log", "Alice's mails since then"),
            ("maillog track --queue-id 77232B5E47A '/var/log/mail.log*'", "one mail, in rotated logs too"),
            ("maillog track --outcome bounced --format csv /var/log/mail.log", "what bounced, for a spreadsheet"),
            ("maillog track --follow --outcome deferred /var/log/mail.log", "what is deferred, as it happens"),
            ("journalctl -u 'postfix*' -o export | maillog track", "from systemd's journal"),
            ("maillog track --format json mail.log | jq -r .sender", "for other programs"),
        ],
        "summary" =>
        [
            ("maillog summary /var/log/mail.log", "the whole log"),
            ("maillog summary --to @example.com --since 2026-11-20 '/var/log/mail.log*'", "mail to one domain, of some days"),
        ],
        "report" => [("maillog report '/var/log/mail.log*' -o report.html", "a page for the browser")],
        "events" =>
        [
            ("maillog events /var/log/mail.log", "each line and what it says"),
            ("maillog events --format json mail.log | jq -c 'select(.event == \"delivery\")'", "only deliveries, for other programs"),
            ("maillog events --follow /var/log/mail.log", "as it is written"),
        ],
        "coverage" => [("maillog coverage '/var/log/mail.log*'", "what is in these logs, and what of it is not understood")],
        "dialogue" => [("maillog dialogue --mail m5@good.example /var/log/qpsmtpd.log", "the dialogue that brought one mail")],
        "hooks" =>
        [
            ("maillog hooks --stage RCPT", "where Postfix can decide at RCPT TO"),
            ("maillog hooks --method policy /var/log/mail.log", "what policy services decided"),
        ],
        "explain" => [("maillog explain 'Nov 20 06:58:24 mx postfix/qmgr[1]: 77232B5E47A: removed'", "one line"), ("grep reject: /var/log/mail.log | maillog explain -", "many lines")],
        "policy check" => [("maillog policy check routes", "mistakes in a policy")],
        "policy explain" => [("maillog policy explain routes bob@example.com", "where a policy sends an address, and why")],
        "policy audit" => [("maillog policy audit routes '/var/log/mail.log*'", "mail that went another way")],
        "archive show" => [("maillog archive show A-2026-11-20-06:15:38.0422461.arc", "what an archive holds")],
        "archive index" => [("maillog archive index /var/archive", "all archives of a folder")],
        "archive find" => [("maillog archive find /var/archive --to bob@example.com /var/log/mail.log", "Bob's mails with their content")],
        "completion" => [("source <(maillog completion bash)", "for this shell"), ("maillog completion fish > ~/.config/fish/completions/maillog.fish", "for good")],
        _ => [],
    };
}
