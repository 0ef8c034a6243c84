using System.Runtime.CompilerServices;

namespace MailLog.Parsing;

/// <summary>Ways to open and to read logs beside those of <see cref="MailLogReader"/>: one that grows, one in a folder, one in strings.</summary>
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

    /// <summary>
    /// Opens a folder that multilog(8), svlogd(8) or s6-log(8) writes to, as one source: the files named by a label (<c>@</c>, 24 hexadecimal digits, <c>.s</c>,
    /// <c>.u</c> or <c>.t</c>) in the order of their labels, then <c>previous</c> and <c>current</c>. Each is plain or gzip, by its content. Locks, states and other
    /// files are left out.
    /// </summary>
    /// <param name="directory">The folder. It may be written to while it is read; what is in <c>current</c> at its end is read.</param>
    /// <param name="options">
    /// How to read it; null for the default. Without <see cref="MailLogOptions.Source"/> the folder's path names it, without
    /// <see cref="MailLogOptions.LastWriteTime"/> the last file's modification time counts.
    /// </param>
    /// <remarks>
    /// <para><see cref="LogLine.Number"/> and <see cref="LogLine.Offset"/> go on from file to file: a place stays the same as long as no file is removed. A file whose last
    /// line lacks its LF gets one, which counts, before the next begins.</para>
    /// <para>Of files with the same label, which are the same lines before and after the writer's processor, only one is read: <c>.s</c> before <c>.u</c> before
    /// <c>.t</c>.</para>
    /// <para>A file that the writer has removed when its turn comes, or that may not be read, makes <see cref="MailLogReader.Read"/> throw an
    /// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>; damaged compressed data an <see cref="InvalidDataException"/>. The next
    /// <c>Read</c> goes on with the file behind it.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">The folder has none of these files.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or its last file may not be read.</exception>
    /// <exception cref="IOException">The path is a file, or the last file cannot be opened.</exception>
    public static MailLogReader OpenMultilog(string directory, MailLogOptions? options = null)
    {
        if (directory is null)
            throw new ArgumentNullException(nameof(directory));
        options ??= MailLogOptions.Default;
        MultilogStream stream = MultilogFolder.Open(directory, out DateTimeOffset lastWrite);
        return MailLogReader.Open(stream, options with { Source = options.Source ?? directory, LastWriteTime = options.LastWriteTime ?? lastWrite });
    }

    /// <summary>Opens lines that are strings already, from a list, a database or another library.</summary>
    /// <param name="lines">
    /// The lines without their ends; they are encoded as UTF-8. One element is one line: a line feed within it is read as a blank, so that whoever wrote it can forge no other. They are
    /// enumerated once, on a thread of the reader's while its lines are looked at.
    /// </param>
    /// <param name="options">How to read them; null for the default. <see cref="MailLogOptions.Source"/> names them.</param>
    /// <exception cref="ArgumentNullException">The lines are null.</exception>
    /// <exception cref="ArgumentException"><see cref="MailLogOptions.QpsmtpdStamp"/> is no format of a stamp.</exception>
    public static MailLogReader OpenLines(IEnumerable<string> lines, MailLogOptions? options = null)
        => MailLogReader.Open(new LinesStream(lines ?? throw new ArgumentNullException(nameof(lines))), options);

    /// <summary>Opens lines that come one by one, as from a broker: <see cref="MailLogReader.ReadAsync"/> waits for the next. <see cref="MailLogReader.Read"/> throws.</summary>
    /// <param name="lines">As in <see cref="OpenLines(IEnumerable{string}, MailLogOptions?)"/>. A cancelled read waits on when it is asked again.</param>
    /// <param name="options">How to read them; null for the default. <see cref="MailLogOptions.Source"/> names them.</param>
    /// <exception cref="ArgumentNullException">The lines are null.</exception>
    /// <exception cref="ArgumentException"><see cref="MailLogOptions.QpsmtpdStamp"/> is no format of a stamp.</exception>
    public static MailLogReader OpenLines(IAsyncEnumerable<string> lines, MailLogOptions? options = null)
        => MailLogReader.Open(new LinesStream(lines ?? throw new ArgumentNullException(nameof(lines))), options);

    /// <summary>The lines of a reader, each as an object to keep.</summary>
    /// <param name="reader">An open log; it is disposed at the end.</param>
    /// <param name="cancellationToken">Ends the sequence with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Every line, in order. One object a line: <see cref="MailLogReader.Read"/> and its views allocate none.</returns>
    /// <exception cref="ArgumentNullException">The reader is null.</exception>
    public static async IAsyncEnumerable<MailLogEvent> ReadAllAsync(this MailLogReader reader, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (reader is null)
            throw new ArgumentNullException(nameof(reader));
        using (reader)
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                yield return reader.Line.ToOwned();
    }
}
