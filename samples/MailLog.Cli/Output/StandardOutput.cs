using Microsoft.Win32.SafeHandles;

namespace MailLog.Cli;

/// <summary>Standard output. When its reader has seen enough (<c>| head</c>), that is noticed: the console's own stream drops the error, and a long log would be read to its end for nobody.</summary>
internal static class StandardOutput
{
    /// <summary>EPIPE, which has the same number on Linux, macOS and the BSDs.</summary>
    private const int BrokenPipe = 32;

    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file may be standard error's, too: each would then write at a place of its own.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>Nobody reads any more: no failure, but the end of the work.</summary>
    public static bool IsClosed(Exception? error) => error is IOException { HResult: BrokenPipe };
}
