namespace MailLog.Routing;

/// <summary>Gathers what is wrong with a policy: all of it, not only the first.</summary>
internal sealed class PolicyReport
{
    private readonly List<PolicyError> _all = [];

    public void Error(PolicyPart part, int index, string message) => Add(part, index, message, isWarning: false);

    public void Warn(PolicyPart part, int index, string message) => Add(part, index, message, isWarning: true);

    /// <summary>Errors or warnings in the order of files and lines in which they were found.</summary>
    public PolicyError[] Of(bool warnings) => [.. _all.Where(e => e.IsWarning == warnings).OrderBy(e => FileOrder(e.File)).ThenBy(e => e.Line).ThenBy(e => e.Column)];

    private void Add(PolicyPart part, int index, string message, bool isWarning)
        => _all.Add(new PolicyError(part.Line.File.Name, part.Line.Number, part.Column(index), message, isWarning, part.Line.Text));

    private int FileOrder(string file) => _all.FindIndex(e => e.File == file);
}
