using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>What a fact keeps of a verdict's hooks: the words that lead back to them, for numbers could mean something else to another version.</summary>
internal static class HookWords
{
    /// <summary>Adds the rule's name, and what was looked at where the rule alone does not say it.</summary>
    public static Journal AddHooks(this Journal facts, VerdictEvent verdict)
    {
        VerdictRestriction restriction = verdict.Restriction;
        if (verdict.Rule is not { } rule)
            return restriction == VerdictRestriction.None ? facts : facts.Add(FactField.Restriction, restriction.ToString());
        facts.Add(FactField.HookRule, rule.Name);
        return restriction == rule.Restriction ? facts : facts.Add(FactField.Restriction, restriction.ToString());
    }

    /// <summary>What was looked at: by the word that was kept, else by the rule.</summary>
    public static VerdictRestriction RestrictionOf(MailText word, HookRule? rule)
        => word.HasValue && Enum.TryParse(word.Value, out VerdictRestriction restriction) ? restriction : rule?.Restriction ?? VerdictRestriction.None;
}
