namespace MailLog.Routing;

/// <summary>Gathers what is wrong with a policy: all of it, not only the first.</summary>
internal sealed class PolicyReport
{
    private readonly List<PolicyError> _all = [];
    private readonly Dictionary<string, int> _files = new(StringComparer.Ordinal);

    public void Error(PolicyPart part, int index, string message) => Add(part, index, message, isWarning: false);

    public void Warn(PolicyPart part, int index, string message) => Add(part, index, message, isWarning: true);

    /// <summary>Errors or warnings, by line; of the files in the order in which these were read.</summary>
    public PolicyError[] Of(bool warnings) => [.. _all.Where(e => e.IsWarning == warnings).OrderBy(e => _files[e.File]).ThenBy(e => e.Line).ThenBy(e => e.Column)];

    /// <summary>A message is one line, whatever of the file it quotes.</summary>
    private void Add(PolicyPart part, int index, string message, bool isWarning)
    {
        PolicyLine line = part.Line;
        if (!_files.ContainsKey(line.File.Name))
            _files[line.File.Name] = _files.Count;
        _all.Add(new PolicyError(line.File.Name, line.Number, part.Column(index), new string([.. message.Select(c => char.IsControl(c) ? '\uFFFD' : c)]), isWarning, line.Text));
    }
}
