namespace MailLog.Worker;

/// <summary>The section <c>MailLog</c> of the configuration: <c>--MailLog:Log=/var/log/mail.log</c>, or <c>MailLog__Log</c> in the environment.</summary>
internal sealed class WorkerOptions
{
    /// <summary>The log that is followed, across its rotations.</summary>
    public string Log { get; set; } = "/var/log/mail.log";

    /// <summary>What is open when the worker stops. It holds parts of the log: protect it like the log.</summary>
    public string State { get; set; } = "maillog.state";

    /// <summary>Where metrics are written to, in the format of Prometheus: a file for the textfile collector of its node exporter.</summary>
    public string Metrics { get; set; } = "maillog.prom";

    /// <summary>Seconds between two times that metrics are written.</summary>
    public int MetricsInterval { get; set; } = 10;
}
