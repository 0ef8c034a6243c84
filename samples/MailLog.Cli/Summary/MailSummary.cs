using System.Buffers.Text;
using System.Text;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>What many mails have in common: volumes, outcomes, delays, who sent, whereto, who refused and why. One mail at a time, in bounded memory.</summary>
internal sealed partial class MailSummary(DisplayClock clock)
{
    private readonly long[] _outcomes = new long[Enum.GetValues<MailOutcome>().Length];

    public DisplayClock Clock { get; } = clock;

    public long Mails { get; private set; }

    /// <summary>Recipients that were accepted; those refused are among the decisions.</summary>
    public long Recipients { get; private set; }

    /// <summary>Size of the mails as they came in.</summary>
    public long Bytes { get; private set; }

    /// <summary>When the first mail came in; null without mails.</summary>
    public LogTime? First { get; private set; }

    /// <summary>The time of the last line of any mail.</summary>
    public LogTime? Last { get; private set; }

    public TimeSeries Time { get; } = new();

    /// <summary>Of deliveries that succeeded, from the mail's arrival.</summary>
    public DelayHistogram Delays { get; } = new();

    /// <summary>Seconds of those deliveries before the queue manager, in it, in connection set-up and in transmission, where they are logged.</summary>
    public double[] DelayParts { get; } = new double[4];

    /// <summary>How many deliveries <see cref="DelayParts"/> has.</summary>
    public long DelayPartsCount { get; private set; }

    public TopTable Senders { get; } = new();

    public TopTable Domains { get; } = new();

    public TopTable Relays { get; } = new();

    public TopTable Clients { get; } = new();

    /// <summary>Decisions of every kind, by action, hook and stage.</summary>
    public TopTable Decisions { get; } = new();

    /// <summary>Refusals, by hook and reason.</summary>
    public TopTable Refusals { get; } = new();

    public TopTable Bounces { get; } = new();

    public TopTable Deferrals { get; } = new();

    public long Count(MailOutcome outcome) => _outcomes[(int)outcome];

    public long Count(OutcomeClass outcomes) => Enum.GetValues<MailOutcome>().Where(o => OutcomeClasses.Of(o) == outcomes).Sum(Count);

    /// <summary>Counts a mail.</summary>
    public void Add(Mail mail)
    {
        long size = mail.Size ?? 0;
        OutcomeClass outcome = OutcomeClasses.Of(mail.Outcome);
        Mails++;
        Recipients += mail.Recipients.Count;
        Bytes += size;
        _outcomes[(int)mail.Outcome]++;
        if (First is not { } first || mail.FirstSeen < first)
            First = mail.FirstSeen;
        if (Last is not { } last || mail.LastSeen > last)
            Last = mail.LastSeen;
        Time.Add(Clock.Show(mail.FirstSeen), outcome, mail.Recipients.Count, size);
        if (mail.SenderText is { HasValue: true } sender)
            Add(Senders, sender.Bytes.IsEmpty ? "<>"u8 : sender.Bytes, size);
        AddClient(mail, outcome, size);
        foreach (Recipient recipient in mail.Recipients)
            Add(mail, recipient);
        foreach (Verdict verdict in mail.Verdicts)
            Add(verdict);
    }

    private static ref Tally Add(TopTable table, ReadOnlySpan<byte> key, long bytes = 0)
    {
        ref Tally tally = ref table[key];
        tally.Count++;
        tally.Bytes += bytes;
        return ref tally;
    }

    private void AddClient(Mail mail, OutcomeClass outcome, long size)
    {
        Span<byte> key = stackalloc byte[TopTable.MaxKeyLength];
        int length;
        if (mail.ClientText is { } client)
        {
            ReadOnlySpan<byte> name = client.Name.Bytes[..Math.Min(client.Name.Bytes.Length, 255)], address = client.Address.Bytes[..Math.Min(client.Address.Bytes.Length, 60)];
            name.CopyTo(key);
            length = name.Length;
            if (!address.IsEmpty)
            {
                key[length++] = (byte)'[';
                address.CopyTo(key[length..]);
                length += address.Length;
                key[length++] = (byte)']';
            }
        }
        else if (mail.SubmittedByText is { } local)
        {
            length = Encoding.UTF8.GetBytes("user " + local.UserId + " of this host", key);
        }
        else
        {
            return;
        }
        ref Tally tally = ref Add(Clients, key[..length], size);
        tally.Failed += outcome == OutcomeClass.Refused ? 1 : 0;
    }

    private void Add(Mail mail, Recipient recipient)
    {
        ref Tally domain = ref Add(Domains, DomainOf(recipient.AddressText.Bytes, stackalloc byte[TopTable.MaxKeyLength]));
        domain.Delivered += recipient.Status == RecipientStatus.Delivered ? 1 : 0;
        domain.Deferred += recipient.Status == RecipientStatus.Deferred ? 1 : 0;
        domain.Failed += recipient.Status is RecipientStatus.Bounced or RecipientStatus.Expired ? 1 : 0;
        for (int i = 0; i < recipient.Attempts.Count; i++)
            Add(mail, recipient.Attempts[i], isLast: i == recipient.Attempts.Count - 1);
    }

    private void Add(Mail mail, DeliveryAttempt attempt, bool isLast)
    {
        if (attempt.Status == RecipientStatus.Bounced)
            Add(Bounces, attempt, mail);
        else if (attempt.Status == RecipientStatus.Deferred)
            Add(Deferrals, attempt, mail);
        bool isDelivered = attempt.Status == RecipientStatus.Delivered;
        Span<double> parts = stackalloc double[4];
        bool hasParts = isDelivered && TryRead(attempt.DelaysText.Bytes, parts);
        if (isDelivered && isLast)
        {
            Delays.Add(Utf8Parser.TryParse(attempt.DelayText.Bytes, out double delay, out _) ? delay : (attempt.At.UtcTicks - mail.FirstSeen.UtcTicks) / (double)TimeSpan.TicksPerSecond);
            if (hasParts)
            {
                DelayPartsCount++;
                for (int i = 0; i < parts.Length; i++)
                    DelayParts[i] += parts[i];
            }
        }
        ReadOnlySpan<byte> relay = RelayOf(attempt.RelayText);
        if (relay.IsEmpty)
            return;
        ref Tally tally = ref Add(Relays, relay);
        tally.Delivered += isDelivered ? 1 : 0;
        tally.Deferred += attempt.Status == RecipientStatus.Deferred ? 1 : 0;
        tally.Failed += attempt.Status == RecipientStatus.Bounced ? 1 : 0;
        if (hasParts)
            tally.Time(parts[2] + parts[3]);
    }

    /// <summary>The other server's name, without address and port: a name's addresses are one relay to who reads a list.</summary>
    private static ReadOnlySpan<byte> RelayOf(MailText relay)
    {
        if (relay.Bytes.SequenceEqual("none"u8))
            return default;
        var endpoint = new Endpoint(new Utf8Text(relay.Bytes));
        return endpoint.Host is { IsEmpty: false } host ? host.Bytes : endpoint.Address is { IsEmpty: false } address ? address.Bytes : relay.Bytes;
    }

    private static ReadOnlySpan<byte> DomainOf(ReadOnlySpan<byte> address, Span<byte> buffer)
    {
        ReadOnlySpan<byte> domain = address[(address.LastIndexOf((byte)'@') + 1)..];
        if (domain.Length == address.Length)
            return "(no domain)"u8;
        domain = domain[..Math.Min(domain.Length, buffer.Length)];
        for (int i = 0; i < domain.Length; i++)
            buffer[i] = domain[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(domain[i] | 0x20) : domain[i];
        return buffer[..domain.Length];
    }

    private static bool TryRead(ReadOnlySpan<byte> text, Span<double> parts)
    {
        int count = 0;
        foreach (Range range in text.Split((byte)'/'))
            if (count == parts.Length || !Utf8Parser.TryParse(text[range], out parts[count++], out _))
                return false;
        return count == parts.Length;
    }
}
