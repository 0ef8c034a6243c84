namespace MailLog.Parsing;

/// <summary>Ways to open logs beside <see cref="MailLogReader.Open(string, MailLogOptions?)"/>.</summary>
public static class MailLogs
{
    /// <summary>
    /// Follows a file that is being written: <see cref="MailLogReader.ReadAsync"/> waits for more at its end, and goes on in the new file after a rotation
    /// (renamed and made anew, or truncated). It never ends by itself: cancel the read. <see cref="MailLogReader.Read"/> throws
    /// <see cref="NotSupportedException"/>, since it would block for ever.
    /// </summary>
    /// <param name="path">A plain file; reading starts at its beginning. It may not exist yet.</param>
    /// <param name="options">How to read it; <see cref="MailLogOptions.TimeProvider"/> times the waits (a quarter of a second each).</param>
    /// <remarks>
    /// <para>Rotation is noticed at the end of the file at hand: the file now under the path has another first 256 bytes, or the file at hand is shorter than what
    /// was read of it. What was written to the old file before that is read to its end. A file that is truncated and has grown beyond its old length within
    /// one wait is not noticed.</para>
    /// <para>All files under the path are one source: <see cref="LogLine.Number"/> and <see cref="LogLine.Offset"/> go on across a rotation.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">The path is null.</exception>
    public static MailLogReader Follow(string path, MailLogOptions? options = null)
    {
        if (path is null)
            throw new ArgumentNullException(nameof(path));
        options ??= MailLogOptions.Default;
        return MailLogReader.Open(new FollowStream(path, options.TimeProvider), options with { Source = options.Source ?? path });
    }
}
