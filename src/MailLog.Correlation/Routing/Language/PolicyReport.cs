namespace MailLog.Routing;

/// <summary>Gathers what is wrong with a policy: all of it, not only the first.</summary>
internal sealed class PolicyReport
{
    private readonly List<PolicyError> _all = [];
    private readonly Dictionary<string, int> _files = new(StringComparer.Ordinal);

    public void Error(PolicyPart part, int index, string message) => Add(part, index, message, isWarning: false);

    public void Warn(PolicyPart part, int index, string message) => Add(part, index, message, isWarning: true);

    /// <summary>A text that is not UTF-8 could be read as anything.</summary>
    public void CheckEncoding(PolicyText file)
    {
        if (file.FirstFault < 0)
            return;
        int start = file.FirstFault == 0 ? 0 : file.Text.LastIndexOf('\n', file.FirstFault - 1) + 1, end = file.Text.IndexOf('\n', file.FirstFault);
        if (start == 0 && file.Text[0] == '\uFEFF')
            start++;
        var line = new PolicyLine(file, 1 + file.Text.Take(start).Count(c => c == '\n'), file.Text.Substring(start, (end < 0 ? file.Text.Length : end) - start).TrimEnd('\r'));
        Error(new PolicyPart(line, line.Text, 0, null), file.FirstFault - start, "this is not UTF-8");
    }

    /// <summary>Errors or warnings, by line; of the files in the order in which these were read.</summary>
    public PolicyError[] Of(bool warnings) => [.. _all.Where(e => e.IsWarning == warnings).OrderBy(e => _files[e.File]).ThenBy(e => e.Line).ThenBy(e => e.Column)];

    /// <summary>A message is one line, whatever of the file it quotes.</summary>
    private void Add(PolicyPart part, int index, string message, bool isWarning)
    {
        PolicyLine line = part.Line;
        if (!_files.ContainsKey(line.File.Name))
            _files[line.File.Name] = _files.Count;
        message += part.Origin(index);
        _all.Add(new PolicyError(line.File.Name, line.Number, TextWidth.Characters(line.Text, part.Position(index)) + 1, new string([.. message.Select(c => char.IsControl(c) ? '\uFFFD' : c)]), isWarning, line.Text));
    }
}
