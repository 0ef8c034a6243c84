using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Numbers for hosts, programs and instances, so that keys need no text.</summary>
internal sealed class Names
{
    private readonly Utf8Table<int> _numbers = new();

    /// <summary>The number of a name, from 1; 0 for none.</summary>
    public int NumberOf(Utf8Text name)
    {
        if (name.IsEmpty)
            return 0;
        ref int number = ref _numbers[name];
        if (number == 0)
            number = _numbers.Count;
        return number;
    }
}
