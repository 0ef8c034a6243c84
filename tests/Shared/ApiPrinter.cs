using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace MailLog.Tests;

/// <summary>Writes an assembly's public API as text, in the format of the package PublicApiGenerator.</summary>
internal static partial class ApiPrinter
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string?, Type> space in assembly.GetExportedTypes().Where(t => !t.IsNested).GroupBy(t => t.Namespace).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(space.Key).Append("\n{\n");
            foreach (Type type in space.OrderBy(t => t.FullName, StringComparer.Ordinal))
                PrintType(text, type, "    ");
            text.Append("}\n");
        }
        return text.ToString();
    }

    private static void PrintType(StringBuilder text, Type type, string indent)
    {
        foreach (string attribute in Attributes(type.CustomAttributes, type.IsByRefLike))
            text.Append(indent).Append(attribute).Append('\n');
        if (type.BaseType?.FullName == typeof(MulticastDelegate).FullName)
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            text.Append(indent).Append($"public delegate {Returned(invoke)} {Name(type)}({Parameters(invoke)}){Constraints(type.GetGenericArguments())};\n");
            return;
        }
        string[] bases = type.IsEnum ? [TypeName(Enum.GetUnderlyingType(type))] : Bases(type);
        text.Append(indent).Append(Visibility(type.IsNestedFamily || type.IsNestedFamORAssem)).Append(Kind(type)).Append(' ').Append(Name(type));
        text.Append(bases.Length > 0 ? " : " + string.Join(", ", bases) : "").Append(Constraints(OwnArguments(type))).Append('\n').Append(indent).Append("{\n");
        foreach (string member in type.IsEnum ? EnumMembers(type) : Members(type))
            text.Append(indent).Append("    ").Append(member.Replace("\n", "\n" + indent + "    ", StringComparison.Ordinal)).Append('\n');
        foreach (Type nested in type.GetNestedTypes(All).Where(t => t.IsNestedPublic || t.IsNestedFamily || t.IsNestedFamORAssem).OrderBy(t => t.Name, StringComparer.Ordinal))
            PrintType(text, nested, indent + "    ");
        text.Append(indent).Append("}\n");
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        if (type.IsValueType)
            return (Has(type.CustomAttributes, nameof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + "struct";
        return type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
    }

    private static string[] Bases(Type type)
    {
        var bases = new List<string>();
        if (type is { IsClass: true, BaseType: { } parent } && parent.FullName != typeof(object).FullName)
            bases.Add(TypeName(parent));
        Type[] inherited = [.. type.GetInterfaces().SelectMany(i => i.GetInterfaces()), .. type.BaseType?.GetInterfaces() ?? []];
        bases.AddRange(type.GetInterfaces().Where(i => i.IsVisible && !inherited.Contains(i)).Select(i => TypeName(i)).Order(StringComparer.Ordinal));
        return [.. bases];
    }

    private static IEnumerable<string> EnumMembers(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name} = {f.GetRawConstantValue()},"));

    private static IEnumerable<string> Members(Type type) =>
    [
        .. Sorted(type.GetFields(All).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly), Field),
        .. Sorted(type.GetConstructors(All).Where(c => IsVisible(c) && !c.IsStatic), c => With(c, $"{Access(c)}{Name(type).Split('<')[0]}({Parameters(c)}) {{ }}")),
        .. Sorted(type.GetProperties(All).Where(p => p.GetAccessors(true).Any(IsVisible)), Property),
        .. Sorted(type.GetEvents(All).Where(e => IsVisible(e.AddMethod!)), e => With(e, $"{Access(e.AddMethod!)}event {TypeName(e.EventHandlerType!, Nullability.Create(e))} {e.Name};")),
        .. Sorted(type.GetMethods(All).Where(m => IsVisible(m) && !IsGenerated(m)), Method),
    ];

    private static IEnumerable<string> Sorted<T>(IEnumerable<T> members, Func<T, string> print)
        where T : MemberInfo =>
        members.Select(m => (m.Name, Text: print(m))).OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Text, StringComparer.Ordinal).Select(m => m.Text);

    private static string Field(FieldInfo field)
    {
        string words = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? " = " + Value(field.GetRawConstantValue(), field.FieldType) : "";
        return With(field, $"{Visibility(!field.IsPublic)}{words}{TypeName(field.FieldType, Nullability.Create(field))} {field.Name}{value};");
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo main = property.GetAccessors(true).First(IsVisible);
        string get = property.GetMethod is { } g && IsVisible(g) ? "get; " : "";
        string set = property.SetMethod is { } s && IsVisible(s)
            ? s.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ? "init; " : "set; " : "";
        string name = property.GetIndexParameters().Length > 0 ? $"this[{Parameters(property.GetIndexParameters())}]" : property.Name;
        string words = Has(property.CustomAttributes, nameof(RequiredMemberAttribute)) ? "required " : "";
        return With(property, $"{Access(main)}{words}{Returned(main)} {name} {{ {get}{set}}}");
    }

    private static string Method(MethodInfo method)
    {
        string name = method.Name switch
        {
            "op_Implicit" => $"implicit operator {Returned(method)}",
            "op_Explicit" => $"explicit operator {Returned(method)}",
            _ when method.Name.StartsWith("op_", StringComparison.Ordinal) => $"{Returned(method)} operator {Operators[method.Name]}",
            _ => $"{Returned(method)} {method.Name}{Arguments(method.GetGenericArguments())}",
        };
        string body = method.DeclaringType!.IsInterface || method.IsAbstract ? ";" : " { }";
        string extension = Has(method.CustomAttributes, nameof(ExtensionAttribute)) ? "this " : "";
        string returned = string.Concat(Attributes(method.ReturnParameter.CustomAttributes).Select(a => "[return: " + a[1..] + "\n"));
        return With(method, $"{returned}{Access(method)}{name}({extension}{Parameters(method)}){Constraints(method.GetGenericArguments())}{body}");
    }
}
