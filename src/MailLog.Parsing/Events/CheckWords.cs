namespace MailLog.Parsing;

/// <summary>From the words of the checkers to the results that all share.</summary>
internal static class CheckWords
{
    private static readonly (string Word, CheckResult Result)[] Words =
    [
        ("none", CheckResult.None),
        ("neutral", CheckResult.Neutral),
        ("pass", CheckResult.Pass),
        ("fail", CheckResult.Fail),
        ("softfail", CheckResult.SoftFail),
        ("temperror", CheckResult.TempError),
        ("error", CheckResult.TempError),
        ("permerror", CheckResult.PermError),
        ("unknown", CheckResult.PermError),
    ];

    /// <summary>The words that patterns list, in the spellings of all of them.</summary>
    public const string Alternatives = "pass|fail|softfail|neutral|none|temperror|permerror|error|unknown|Pass|Fail|Softfail|SoftFail|Neutral|None|Temperror|TempError|Permerror|PermError";

    public static CheckResult Result(CheckResult ofForm, ReadOnlySpan<byte> word)
    {
        if (ofForm != CheckResult.Other)
            return ofForm;
        foreach ((string name, CheckResult result) in Words)
            if (Utf8.EqualsAsciiIgnoreCase(word, name))
                return result;
        return CheckResult.Other;
    }
}
