namespace MailLog.Parsing;

/// <summary>Ways to open logs beside <see cref="MailLogReader.Open(string, MailLogOptions?)"/>.</summary>
public static class MailLogs
{
    /// <summary>
    /// Follows a file that is being written: <see cref="MailLogReader.ReadAsync"/> waits for more at its end, and goes on in the new file after a rotation
    /// (renamed and made anew, or truncated). It never ends by itself: cancel the read, or dispose the reader.
    /// </summary>
    /// <param name="path">A plain file; reading starts at its beginning. It may not exist yet.</param>
    /// <param name="options">How to read it; <see cref="MailLogOptions.TimeProvider"/> times the waits (a quarter of a second each).</param>
    /// <remarks>
    /// Rotation is noticed by content: the file now under the path begins otherwise, or is shorter. What was written to the old file before that is read to its end.
    /// </remarks>
    public static MailLogReader Follow(string path, MailLogOptions? options = null)
    {
        if (path is null)
            throw new ArgumentNullException(nameof(path));
        options ??= MailLogOptions.Default;
        return MailLogReader.Open(new FollowStream(path, options.TimeProvider), options with { Source = options.Source ?? path });
    }
}
