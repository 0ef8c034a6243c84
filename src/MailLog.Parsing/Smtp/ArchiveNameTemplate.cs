using System.Text;

namespace MailLog.Parsing;

/// <summary>
/// How a proxy names its archives after the time: strftime(3), and after that printf(3) for the microseconds. <c>A-%F-%T.%%07d.arc</c> makes <c>A-2026-11-20-06:15:38.0422461.arc</c>, which is
/// 422,461 microseconds past the second.
/// </summary>
/// <remarks>
/// Conversions: <c>%Y %C %y %m %d %e %j %b %h %B %H %M %S %F %T %R %D %s %%</c>; of printf, <c>%%d</c>, <c>%%7d</c>, <c>%%07d</c> (any width) and <c>%%%%</c>. Names of months are English. A slash begins a folder.
/// Immutable, and safe to use from several threads.
/// </remarks>
public sealed class ArchiveNameTemplate
{
    private readonly NamePart[] _parts;
    private readonly int _folders;

    /// <summary>Takes a template.</summary>
    /// <param name="template">The template, for instance <c>%Y/%m/%d/A-%T.%%07d.arc</c>.</param>
    /// <param name="timeZone">The zone in which the proxy ran; null for the machine's.</param>
    /// <exception cref="ArgumentException">The template is null, has a conversion that is not known, or does not tell a time to the second.</exception>
    public ArchiveNameTemplate(string template, TimeZoneInfo? timeZone = null)
    {
        Text = template ?? throw new ArgumentNullException(nameof(template));
        TimeZone = timeZone ?? TimeZoneInfo.Local;
        _parts = NamePart.Parse(template);
        foreach (NamePart part in _parts)
            _folders += part.Literal == '/' ? 1 : 0;
        // What a made-up name tells is what every name does.
        if (!TryGetTime(GetName(new DateTimeOffset(2026, 11, 20, 6, 15, 38, TimeSpan.Zero)), out _))
            throw new ArgumentException("The template does not tell a time to the second: " + template, nameof(template));
    }

    /// <summary>The template as given.</summary>
    public string Text { get; }

    /// <summary>The zone of the names' times.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The name of an archive that was begun at a time.</summary>
    /// <param name="time">The time; finer than microseconds does not count.</param>
    /// <returns>The name, with its folders.</returns>
    public string GetName(DateTimeOffset time)
    {
        var name = new StringBuilder();
        DateTimeOffset local = TimeZoneInfo.ConvertTime(time, TimeZone);
        foreach (NamePart part in _parts)
            part.Write(name, local);
        return name.ToString();
    }

    /// <summary>The time in a name. In the hour that a zone has twice, the later one: <see cref="TryGetTimes"/> gives both.</summary>
    /// <param name="path">A path; as many of its last parts count as the template has.</param>
    /// <param name="time">When the archive was begun, in <see cref="TimeZone"/>; the default value when the name tells none.</param>
    /// <returns>False when the name is not of this template.</returns>
    public bool TryGetTime(string path, out DateTimeOffset time) => TryGetTimes(path, out _, out time);

    /// <summary>The time in a name, or both that it can mean: the hour at the end of summer time comes twice, and a name does not tell which it is of.</summary>
    /// <param name="path">A path; as many of its last parts count as the template has.</param>
    /// <param name="earlier">When the archive was begun at the earliest, in <see cref="TimeZone"/>; the default value when the name tells no time.</param>
    /// <param name="later">The other time that the name can mean; the same when there is no other.</param>
    /// <returns>False when the name is not of this template.</returns>
    public bool TryGetTimes(string path, out DateTimeOffset earlier, out DateTimeOffset later)
    {
        earlier = later = default;
        if (path is null)
            return false;
        int start = path.Length;
        for (int left = _folders + 1; left > 0 && start > 0; left--)
            start = path.LastIndexOfAny(['/', '\\'], start - 1) is var slash && slash < 0 ? 0 : slash;
        if (start < path.Length && path[start] is '/' or '\\')
            start++;
        var reading = new NameTime();
        foreach (NamePart part in _parts)
            if (!part.TryRead(path.AsSpan(), ref start, ref reading))
                return false;
        return start == path.Length && reading.TryGet(TimeZone, out earlier, out later);
    }

    /// <summary>The template as given.</summary>
    public override string ToString() => Text;
}
