using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace MailLog.Samples.Tests;

/// <summary>A worker in a process of its own, with what it has said so far.</summary>
internal sealed class RunningWorker : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<(int Event, JsonElement State)> _said = new();
    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <summary>Starts it, and waits until it reads.</summary>
    public RunningWorker(params string[] arguments)
    {
        _process = Sample.Start("MailLog.Worker", arguments);
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } && JsonDocument.Parse(line.Data).RootElement is var entry && entry.GetProperty("Category").GetString() == "MailLog.Worker.MailLogWorker")
                _said.Enqueue((entry.GetProperty("EventId").GetInt32(), entry.GetProperty("State")));
        };
        _process.BeginOutputReadLine();
        _errors = _process.StandardError.ReadToEndAsync();
        Wait(() => _said.Any(s => s.Event == 2));
    }

    /// <summary>Mail and recipient of each bounce that it told.</summary>
    public IEnumerable<string> Bounces => _said.Where(s => s.Event == 1).Select(s => s.State.GetProperty("MailId").GetString() + " " + s.State.GetProperty("Recipient").GetString());

    public void WaitForBounces(int count) => Wait(() => Bounces.Count() >= count);

    /// <summary>Stops it as a service manager does.</summary>
    public void Stop()
    {
        Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        Assert.True(_process.WaitForExit(Patience), "It does not end.");
        // All of its output is read only then.
        _process.WaitForExit();
        Assert.Equal("", _errors.Result);
        Assert.Equal(0, _process.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Wait(Func<bool> done)
    {
        for (var clock = Stopwatch.StartNew(); !done(); Thread.Sleep(50))
            Assert.True(clock.Elapsed < Patience && !_process.HasExited, "It does not say what it should.");
    }
}
