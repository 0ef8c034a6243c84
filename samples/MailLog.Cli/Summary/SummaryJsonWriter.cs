using System.Text.Json;

namespace MailLog.Cli;

/// <summary>A summary as one JSON object.</summary>
internal static class SummaryJsonWriter
{
    public static void Write(Stream output, MailSummary summary, LineCount lines, IReadOnlyList<SummaryTable> tables)
    {
        using (var json = new Utf8JsonWriter(output, MailJsonWriter.Options))
        {
            json.WriteStartObject();
            if (summary.First is { } first && summary.Last is { } last)
            {
                json.WriteString("firstSeen", first.ToString());
                json.WriteString("lastSeen", last.ToString());
                json.WriteString("zone", summary.Clock.Caption);
            }
            json.WriteNumber("mails", summary.Mails);
            json.WriteNumber("recipients", summary.Recipients);
            json.WriteNumber("bytes", summary.Bytes);
            if (summary.Delays.Count > 0)
                WriteDelay(json, summary.Delays);
            foreach (SummaryTable table in tables)
                Write(json, table);
            WriteCounts(json, "others", tables.Where(t => t.Others > 0).Select(t => (t.Name, t.Others)));
            WriteCounts(json, "maxMissed", tables.Where(t => t.MaxMissed > 0).Select(t => (t.Name, t.MaxMissed)));
            WriteCounts(json, "lines", [("read", lines.Read), ("understood", lines.Understood), ("foreign", lines.Foreign), ("withoutHeader", lines.WithoutHeader), ("unknown", lines.Unknown)]);
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteDelay(Utf8JsonWriter json, DelayHistogram delays)
    {
        json.WriteStartObject("delay");
        json.WriteNumber("median", Math.Round(delays.Percentile(0.5), 3));
        json.WriteNumber("p95", Math.Round(delays.Percentile(0.95), 3));
        json.WriteNumber("p99", Math.Round(delays.Percentile(0.99), 3));
        json.WriteNumber("longest", delays.Longest);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SummaryTable table)
    {
        json.WriteStartArray(table.Name);
        foreach (SummaryRow row in table.Rows)
        {
            json.WriteStartObject();
            json.WriteString(table.Item, row.Item);
            for (int i = 0; i < table.Measures.Count; i++)
                json.WriteNumber(table.Measures[i].Name, Math.Round(row.Values[i], 3));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<(string Name, long Count)> counts)
    {
        json.WriteStartObject(name);
        foreach ((string of, long count) in counts)
            json.WriteNumber(of, count);
        json.WriteEndObject();
    }
}
