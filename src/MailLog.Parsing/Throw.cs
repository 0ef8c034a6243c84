using System.Diagnostics.CodeAnalysis;

namespace MailLog.Parsing;

/// <summary>Exceptions, kept out of the paths that run per line.</summary>
internal static class Throw
{
    [DoesNotReturn]
    public static void Expired(bool neverRead) => throw new InvalidOperationException(neverRead
        ? "There is no line: call Read first, and look at the line only when it returned true."
        : "The line is gone: what a reader hands out is valid until its next Read. Keep a line with ToOwned.");

    [DoesNotReturn]
    public static void NoLine() => throw new InvalidOperationException("There is no line: call Read first, and look at the line only when it returned true.");

    [DoesNotReturn]
    public static void Disposed(string name) => throw new ObjectDisposedException(name);
}
