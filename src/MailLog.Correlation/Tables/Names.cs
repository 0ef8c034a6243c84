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

    public void Save(StateWriter writer)
    {
        writer.Write(_numbers.Count);
        foreach (KeyValuePair<string, int> name in _numbers)
            writer.Write(name.Key);
    }

    public void Load(StateReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
            NumberOf(new Utf8Text(System.Text.Encoding.UTF8.GetBytes(reader.ReadString())));
    }
}
