using MailLog.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
WorkerOptions options = builder.Configuration.GetSection("MailLog").Get<WorkerOptions>() ?? new();
// Told at the start, not when the first run is over and cannot be kept.
foreach (string file in (string[])[options.State, options.Metrics])
{
    if (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
        continue;
    Console.Error.WriteLine("maillog-worker: " + file + ": there is no such folder.");
    return 2;
}
// An object a line: log text is written by strangers, and JSON escapes what would steer a terminal or pose as another line.
builder.Logging.ClearProviders().AddJsonConsole();
// Disposed in reverse: what is open when the worker stops is in the last export.
using var metrics = new MailMetrics();
// Every meter of this name, whoever made it.
using MeterProvider provider = Sdk.CreateMeterProviderBuilder().AddMeter("MailLog*")
    .AddReader(new PeriodicExportingMetricReader(new PrometheusFileExporter(options.Metrics), options.MetricsInterval * 1000)).Build();
builder.Services.AddSingleton(options).AddSingleton(metrics).AddHostedService<MailLogWorker>();
using IHost host = builder.Build();
await host.RunAsync();
return 0;
