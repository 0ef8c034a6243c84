using System.Reflection;
using System.Xml.Linq;

namespace MailLog.Tests;

/// <summary>What an assembly's documentation does not say of its public members; that each has a summary is the compiler's to see (CS1591).</summary>
internal static class XmlDocs
{
    /// <summary>A line for each: a parameter, a value returned, or an exception that a parameter checked for null throws.</summary>
    public static IEnumerable<string> Missing(Assembly assembly)
    {
        ILookup<string, XElement> docs = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .ToLookup(member => ((string)member.Attribute("name")!).Split('(')[0].Split("``")[0], StringComparer.Ordinal);
        foreach (Type type in assembly.GetExportedTypes().Where(type => type.Name != "MailJsonContext" && !type.IsSubclassOf(typeof(Delegate))))
        {
            string name = type.FullName!.Replace('+', '.');
            if (!docs.Contains("T:" + name))
                yield return name + ": nothing";
            foreach (MethodBase method in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).OfType<MethodBase>().Where(IsWritten))
            {
                string id = "M:" + name + "." + method.Name.Replace('.', '#');
                // A record's constructor is told with the type. Overloads are matched by the names of their parameters.
                XElement[] found = [.. docs[id].Where(doc => doc.Element("inheritdoc") is not null || IsOf(doc, method))];
                if (found.Length == 0 && !IsOfRecord(type, method, docs["T:" + name]))
                    yield return id + "(" + string.Join(", ", method.GetParameters().Select(p => p.Name)) + "): a parameter is not told";
                else if (method is MethodInfo { ReturnType: var returns } && returns == typeof(bool) && method.Name.StartsWith("Try", StringComparison.Ordinal)
                    && !found.Any(doc => doc.Element("returns") is not null || doc.Element("inheritdoc") is not null))
                    yield return id + ": what is returned is not told";
            }
        }
    }

    /// <summary>Somebody wrote it: it is no accessor, no operator, and nothing that the compiler makes of a record.</summary>
    private static bool IsWritten(MethodBase method)
        => !method.IsSpecialName | method.IsConstructor && method.GetParameters().Length > 0 && method.Name is not ("Equals" or "Deconstruct" or "<Clone>$" or "CompareTo");

    private static bool IsOf(XElement doc, MethodBase method) => method.GetParameters().All(p => doc.Elements("param").Any(param => (string?)param.Attribute("name") == p.Name));

    private static bool IsOfRecord(Type type, MethodBase method, IEnumerable<XElement> docs)
        => method.IsConstructor && (docs.Any(doc => IsOf(doc, method)) || (method.GetParameters() is [var copied] && copied.ParameterType == type));
}
