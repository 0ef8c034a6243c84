using System.Globalization;
using System.Net;
using MailLog.Routing;

namespace MailLog.Cli;

/// <summary>The addresses of hosts: lines <c>name address…</c>, with <c>#</c> before comments.</summary>
internal static class HostsFile
{
    public static Dictionary<string, IReadOnlyList<IPAddress>> Read(string path)
    {
        var hosts = new Dictionary<string, IReadOnlyList<IPAddress>>(StringComparer.OrdinalIgnoreCase);
        string[] lines = PolicyFiles.Read(path).Text.TrimStart('\uFEFF').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            string place = path + ", line " + (i + 1).ToString(CultureInfo.InvariantCulture) + ": ";
            if (words.Length == 1)
                throw new UsageException(place + "an address is missing; a line is a name and its addresses.");
            List<IPAddress> addresses = hosts.TryGetValue(words[0], out IReadOnlyList<IPAddress>? known) ? [.. known] : [];
            foreach (string word in words.Skip(1))
                addresses.Add(IPAddress.TryParse(word, out IPAddress? address) ? address : throw new UsageException(place + "'" + word + "' is not an IP address; a line is a name and its addresses."));
            hosts[words[0]] = addresses;
        }
        return hosts;
    }
}
