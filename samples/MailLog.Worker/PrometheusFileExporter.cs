using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace MailLog.Worker;

/// <summary>Writes metrics to a file in the text format of Prometheus, as the textfile collector of its node exporter wants it. The file is replaced as a whole.</summary>
internal sealed class PrometheusFileExporter(string path) : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new StringBuilder();
        foreach (Metric metric in batch)
            Write(text, metric);
        try
        {
            File.WriteAllText(path + ".part", text.ToString());
            File.Move(path + ".part", path, overwrite: true);
            return ExportResult.Success;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ExportResult.Failure;
        }
    }

    private static void Write(StringBuilder text, Metric metric)
    {
        bool isSum = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        string name = Name(metric, isSum);
        if (metric.Description is { Length: > 0 } description)
            text.Append("# HELP ").Append(name).Append(' ').Append(description.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(isSum ? "counter" : metric.MetricType == MetricType.Histogram ? "histogram" : "gauge").Append('\n');
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            switch (metric.MetricType)
            {
                case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                    Line(text, name, point.Tags, null, point.GetSumLong());
                    break;
                case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                    Line(text, name, point.Tags, null, point.GetSumDouble());
                    break;
                case MetricType.LongGauge:
                    Line(text, name, point.Tags, null, point.GetGaugeLastValueLong());
                    break;
                case MetricType.DoubleGauge:
                    Line(text, name, point.Tags, null, point.GetGaugeLastValueDouble());
                    break;
                case MetricType.Histogram:
                    WriteHistogram(text, name, point);
                    break;
            }
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, in MetricPoint point)
    {
        long count = 0;
        foreach (HistogramBucket bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            Line(text, name + "_bucket", point.Tags, double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound), count);
        }
        Line(text, name + "_sum", point.Tags, null, point.GetHistogramSum());
        Line(text, name + "_count", point.Tags, null, point.GetHistogramCount());
    }

    private static void Line(StringBuilder text, string name, ReadOnlyTagCollection tags, string? bound, double value)
    {
        text.Append(name);
        char open = '{';
        foreach (KeyValuePair<string, object?> tag in tags)
            Label(text, ref open, Letters(tag.Key), Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "");
        if (bound is not null)
            Label(text, ref open, "le", bound);
        text.Append(open == '{' ? "" : "}").Append(' ').Append(Number(value)).Append('\n');
    }

    private static void Label(StringBuilder text, ref char open, string name, string value)
    {
        text.Append(open).Append(name).Append("=\"")
            .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        open = ',';
    }

    private static string Name(Metric metric, bool isSum) => Letters(metric.Name) + (metric.Unit == "s" ? "_seconds" : metric.Unit == "By" ? "_bytes" : "") + (isSum ? "_total" : "");

    private static string Letters(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
