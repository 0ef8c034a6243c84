using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Counts values that strangers choose, in bounded memory.</summary>
/// <remarks>
/// Exact as long as there are no more different values than it keeps. At that bound the rarer half is forgotten, so that from then on a count may be too low, by
/// <see cref="MaxMissed"/> at most; what is frequent stays (the idea of Misra and Gries).
/// </remarks>
internal sealed class TopTable(int maxKeys = 50_000)
{
    /// <summary>Longer values are cut: nobody reads them, and a log may have 65,535 bytes of them in a line.</summary>
    public const int MaxKeyLength = 320;

    private Utf8Table<Tally> _tallies = new();

    /// <summary>How much a count may be too low. 0: all are exact.</summary>
    public long MaxMissed { get; private set; }

    /// <summary>How many different values are known.</summary>
    public int Count => _tallies.Count;

    /// <summary>The place of a value's counts, valid until the next value is asked for.</summary>
    public ref Tally this[ReadOnlySpan<byte> key]
    {
        get
        {
            if (key.Length > MaxKeyLength)
                key = key[..MaxKeyLength];
            if (_tallies.Count >= maxKeys && !_tallies.TryGetValue(key, out _))
                Forget();
            return ref _tallies[key];
        }
    }

    /// <summary>The most frequent values, or those that come first in another order; equal ones by their text.</summary>
    public IReadOnlyList<KeyValuePair<string, Tally>> Top(int count, Func<Tally, double>? order = null)
    {
        order ??= tally => tally.Count;
        return [.. _tallies.Where(t => order(t.Value) > 0).OrderByDescending(t => order(t.Value)).ThenBy(t => t.Key, StringComparer.Ordinal).Take(count)];
    }

    private void Forget()
    {
        KeyValuePair<string, Tally>[] byCount = [.. _tallies.OrderByDescending(t => t.Value.Count)];
        int kept = maxKeys / 2;
        MaxMissed += byCount[kept].Value.Count;
        _tallies = new Utf8Table<Tally>();
        foreach ((string key, Tally tally) in byCount.AsSpan(0, kept))
            _tallies[Encoding.UTF8.GetBytes(key)] = tally;
    }
}
