using System.Diagnostics;
using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>How far the reading of long files has come, on standard error: percent, rate, remaining time. Only for somebody who sits there, and only where nothing else is being printed.</summary>
internal sealed class Progress : IDisposable
{
    /// <summary>Looking at the clock at each line would cost more than the line.</summary>
    private const int LinesALook = 4096;

    private const int BarWidth = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5), Pause = TimeSpan.FromSeconds(0.2);

    private readonly TextWriter _output;
    private readonly long _total;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileStream> _compressed = new(StringComparer.Ordinal);
    private TimeSpan _next = Patience;
    private int _lines;
    private bool _isShown;

    public Progress(TextWriter output, long total) => (_output, _total) = (output, total);

    /// <summary>A display, if there is somebody to see it: standard error is a terminal, and the command does not print to it meanwhile; null otherwise, and when it is not known how much there is to read.</summary>
    /// <param name="paths">What is read.</param>
    /// <param name="isOutputLive">The command prints while it reads.</param>
    public static Progress? Begin(IReadOnlyList<string> paths, bool isOutputLive)
        => Console.IsErrorRedirected || (isOutputLive && !Console.IsOutputRedirected) || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb" || !paths.All(File.Exists)
            ? null : new Progress(Console.Error, paths.Sum(p => new FileInfo(p).Length));

    /// <summary>Opens a file so that it is known how much of it was read: of a compressed one, lines do not tell.</summary>
    public MailLogReader Open(string path, MailLogOptions options)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.ReadByte() != 0x1F || file.ReadByte() != 0x8B)
        {
            file.Dispose();
            return MailLogReader.Open(path, options);
        }
        file.Position = 0;
        _compressed[path] = file;
        return MailLogReader.Open(file, options with { Source = options.Source ?? path, LastWriteTime = options.LastWriteTime ?? File.GetLastWriteTimeUtc(path) });
    }

    /// <summary>A line was read.</summary>
    public void Tell(LogLine line)
    {
        if ((++_lines & (LinesALook - 1)) != 0)
            return;
        if (!_compressed.ContainsKey(line.Source))
            _read[line.Source] = line.Offset;
        if (_clock.Elapsed < _next)
            return;
        _next = _clock.Elapsed + Pause;
        foreach ((string path, FileStream file) in _compressed)
            if (file.SafeFileHandle is { IsClosed: false } && file.CanRead)
                _read[path] = file.Position;
        _output.Write("\r" + Describe(_read.Values.Sum(), _clock.Elapsed) + "\e[K");
        _output.Flush();
        _isShown = true;
    }

    /// <summary>What is shown when so much was read in such a time.</summary>
    public string Describe(long read, TimeSpan time)
    {
        read = Math.Min(read, _total);
        double share = _total == 0 ? 1 : (double)read / _total, seconds = Math.Max(time.TotalSeconds, 0.001);
        int filled = (int)(share * BarWidth);
        var left = TimeSpan.FromSeconds(Math.Min(share > 0 ? Math.Ceiling(seconds / share * (1 - share)) : 0, 359999));
        return string.Create(CultureInfo.InvariantCulture,
            $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {(int)(share * 100),3} %  {read / seconds / 1e6:0} MB/s  {(int)left.TotalMinutes}:{left.Seconds:00} left");
    }

    /// <summary>Takes the display away, so that something else can be printed.</summary>
    public void Clear()
    {
        if (!_isShown)
            return;
        _output.Write("\r\e[K");
        _output.Flush();
        _isShown = false;
    }

    public void Dispose() => Clear();
}
