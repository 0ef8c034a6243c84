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

    public static void ReadHooks(this Verdict verdict, in Fact fact)
    {
        verdict.Rule = PostfixHooks.FindRule(fact.Text(FactField.HookRule));
        verdict.Restriction = verdict.Rule?.Restriction ?? VerdictRestriction.None;
        ReadOnlySpan<byte> word = fact.Text(FactField.Restriction);
        if (!word.IsEmpty && Enum.TryParse(new Utf8Text(word).ToString(), out VerdictRestriction restriction))
            verdict.Restriction = restriction;
    }
}
