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

    public static void ReadHooks(this Verdict verdict, in Fact fact)
    {
        verdict.Rule = PostfixHooks.FindRule(fact.Text(FactField.HookRule));
        verdict.Restriction = verdict.Rule?.Restriction ?? VerdictRestriction.None;
        ReadOnlySpan<byte> word = fact.Text(FactField.Restriction);
        if (!word.IsEmpty && Enum.TryParse(new Utf8Text(word).ToString(), out VerdictRestriction restriction))
            verdict.Restriction = restriction;
    }
}
