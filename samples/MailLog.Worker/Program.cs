using MailLog.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
WorkerOptions options = builder.Configuration.GetSection("MailLog").Get<WorkerOptions>() ?? new();
// An object a line: log text is written by strangers, and JSON escapes what would steer a terminal or pose as another line.
builder.Logging.ClearProviders().AddJsonConsole();
builder.Services.AddSingleton(options);
builder.Services.AddSingleton<MailMetrics>();
builder.Services.AddHostedService<MailLogWorker>();

// Everything that measures under this name, the libraries' own meters included.
using MeterProvider metrics = Sdk.CreateMeterProviderBuilder().AddMeter("MailLog*")
    .AddReader(new PeriodicExportingMetricReader(new PrometheusFileExporter(options.Metrics), options.MetricsInterval * 1000)).Build();
using IHost host = builder.Build();
await host.RunAsync();
