using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>What a fact keeps of a verdict's hooks: the words that lead back to them, for numbers could mean something else to another version.</summary>
internal static class HookWords
{
    private static readonly string[] Words = MakeWords();

    /// <summary>Adds the rule's name, and what was looked at where the rule alone does not say it.</summary>
    public static Journal AddHooks(this Journal facts, VerdictEvent verdict)
    {
        if (verdict.FindRule(out VerdictRestriction restriction) is not { } rule)
            return restriction == VerdictRestriction.None ? facts : facts.Add(FactField.Restriction, Words[(int)restriction]);
        facts.Add(FactField.HookRule, rule.Name);
        return restriction == rule.Restriction ? facts : facts.Add(FactField.Restriction, Words[(int)restriction]);
    }

    private static string[] MakeWords()
    {
        var words = new string[(int)VerdictRestriction.Mime + 1];
        for (int i = 0; i < words.Length; i++)
            words[i] = ((VerdictRestriction)i).ToString();
        return words;
    }

    /// <summary>What was looked at: by the word that was kept, else by the rule.</summary>
    public static VerdictRestriction RestrictionOf(MailText word, HookRule? rule)
        => word.HasValue && Enum.TryParse(word.Value, out VerdictRestriction restriction) ? restriction : rule?.Restriction ?? VerdictRestriction.None;
}
