using System.Text;

namespace MailLog.Parsing;

/// <summary>Names and words that tell of nobody: those of the mail system, and those that replies are made of.</summary>
internal static class SystemNames
{
    /// <summary>Words of servers' replies and of log lines, beside those that reasons and hooks are known by.</summary>
    private const string Words = "a about accepted access account activity address after again all allowed an and any are as at auth authentication available bad be been before blocked box but by cannot check client "
        + "closed closing command commands configuration connect connected connecting connection content could data database deferred delivered delivery denied did directory disabled discarded disk does domain "
        + "email error exceeded exist exists expired failed failure file folder for forwarded found from full greylisted greylisting has have header helo host hostname id if in inactive inbox info invalid ip is it keywords "
        + "later limit line list local lost mail mailbox maildir malformed maximum may message messages method must my name new no none not ok of offered on only or our out over own password permanent permission "
        + "permitted please policy possible problem protocol queue queued quota quit rate recipient recipients refused rejected relay relaying remote removed reply requested required root route saved say see seen "
        + "sender sending sent server service size smtp spam status such support system table temporarily temporary test than that the this timed timeout to too transaction transport try unable unavailable unknown "
        + "unroutable user username users valid verification verify virus was when while will with without wrong you your";

    private static readonly Utf8Table<bool> AllWords = Collect();

    /// <summary>The user or local part is the mail system itself; <c>#</c> is qmail's, of a bounce of a bounce.</summary>
    public static bool IsUser(ReadOnlySpan<byte> name) => name.IsEmpty || name.SequenceEqual("#"u8) || Utf8.EqualsAsciiIgnoreCase(name, "postmaster")
        || Utf8.EqualsAsciiIgnoreCase(name, "mailer-daemon") || Utf8.EqualsAsciiIgnoreCase(name, "double-bounce");

    /// <summary>The name says that there is none, or that it is this host's.</summary>
    public static bool IsHost(ReadOnlySpan<byte> name) => name.IsEmpty || Utf8.EqualsAsciiIgnoreCase(name, "localhost") || Utf8.EqualsAsciiIgnoreCase(name, "localhost.localdomain")
        || Utf8.EqualsAsciiIgnoreCase(name, "unknown") || name[0] == '(';

    /// <summary>A word that may stand in any reply, so that a user of that name is not who is meant. In upper or lower case.</summary>
    public static bool IsWord(ReadOnlySpan<byte> word)
    {
        Span<byte> lower = stackalloc byte[24];
        if (word.Length > lower.Length)
            return false;
        for (int i = 0; i < word.Length; i++)
            lower[i] = Utf8.ToLower(word[i]);
        return AllWords.TryGetValue(lower.Slice(0, word.Length), out _);
    }

    private static Utf8Table<bool> Collect()
    {
        var words = new Utf8Table<bool>();
        var texts = new List<string> { Words };
        foreach (DeliveryReasonTemplate template in DeliveryReasonTemplate.All)
            texts.Add(template.Text);
        foreach (HookRule rule in HookRules.All)
            texts.Add(rule.Wording);
        foreach (string text in texts)
            foreach (string word in text.ToLowerInvariant().Split(' ', '*', ':', '"', '(', ')', ',', ';', '.'))
                words[Encoding.UTF8.GetBytes(word)] = true;
        return words;
    }
}
