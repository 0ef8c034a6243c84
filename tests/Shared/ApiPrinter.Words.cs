using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MailLog.Tests;

// Types, parameters, attributes: what the declarations are made of.
internal static partial class ApiPrinter
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Void"] = "void", ["System.Object"] = "object", ["System.String"] = "string", ["System.Boolean"] = "bool", ["System.Byte"] = "byte",
        ["System.SByte"] = "sbyte", ["System.Int16"] = "short", ["System.UInt16"] = "ushort", ["System.Int32"] = "int", ["System.UInt32"] = "uint",
        ["System.Int64"] = "long", ["System.UInt64"] = "ulong", ["System.Single"] = "float", ["System.Double"] = "double", ["System.Decimal"] = "decimal", ["System.Char"] = "char",
    };

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_LessThan"] = "<", ["op_GreaterThan"] = ">", ["op_LessThanOrEqual"] = "<=", ["op_GreaterThanOrEqual"] = ">=",
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_BitwiseOr"] = "|", ["op_BitwiseAnd"] = "&",
    };

    /// <summary>Attributes that the API consists of; those of the compiler and of the debugger are not among them.</summary>
    private static readonly string[] Shown = ["ObsoleteAttribute", "FlagsAttribute", "EditorBrowsableAttribute", "TupleElementNamesAttribute", "DoesNotReturnAttribute",
        "NotNullWhenAttribute", "MaybeNullWhenAttribute", "NotNullAttribute", "EnumeratorCancellationAttribute", "ExperimentalAttribute"];

    private static string TypeName(Type type, NullabilityInfo? nullability = null)
    {
        string mark = nullability is not null && !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsByRef)
            return TypeName(type.GetElementType()!, nullability);
        if (type.IsArray)
            return TypeName(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        if (type.IsGenericParameter)
            return type.Name + (nullability?.ReadState == NullabilityState.Nullable ? "?" : "");
        if (Keywords.TryGetValue(type.FullName ?? "", out string? keyword))
            return keyword + mark;
        Type[] arguments = type.GetGenericArguments();
        if (type.IsGenericType && type.GetGenericTypeDefinition().FullName == typeof(Nullable<>).FullName)
            return TypeName(arguments[0]) + "?";
        string name = (type.IsNested ? TypeName(type.DeclaringType!).Split('<')[0] : type.Namespace) + "." + type.Name.Split('`')[0];
        NullabilityInfo[] states = nullability?.GenericTypeArguments ?? [];
        string list = string.Join(", ", arguments.Select((a, i) => TypeName(a, i < states.Length ? states[i] : null)));
        return name + (arguments.Length > 0 ? "<" + list + ">" : "") + mark;
    }

    private static string Name(Type type) => type.Name.Split('`')[0] + Arguments(OwnArguments(type));

    /// <summary>A nested type repeats the arguments of the one around it.</summary>
    private static Type[] OwnArguments(Type type) => [.. type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0)];

    private static string Arguments(Type[] arguments) => arguments.Length == 0 ? "" : "<" + string.Join(", ", arguments.Select(a => Variance(a) + a.Name)) + ">";

    private static string Variance(Type argument) => (argument.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out ",
        GenericParameterAttributes.Contravariant => "in ",
        _ => "",
    };

    private static string Constraints(Type[] arguments) => string.Concat(arguments.Select(argument =>
    {
        GenericParameterAttributes flags = argument.GenericParameterAttributes;
        var words = new List<string>();
        bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (isStruct)
            words.Add(Has(argument.CustomAttributes, "IsUnmanagedAttribute") ? "unmanaged" : "struct");
        else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            words.Add("class");
        else if (argument.CustomAttributes.Any(a => a.AttributeType.Name == "NullableAttribute" && a.ConstructorArguments[0].Value is (byte)1))
            words.Add("notnull");
        words.AddRange(argument.GetGenericParameterConstraints().Where(c => c.FullName != typeof(ValueType).FullName).Select(c => TypeName(c)));
        if (!isStruct && flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            words.Add("new()");
        if (flags.HasFlag(GenericParameterAttributes.AllowByRefLike))
            words.Add("allows ref struct");
        return words.Count > 0 ? $" where {argument.Name} : {string.Join(", ", words)}" : "";
    }));

    private static string Returned(MethodInfo method)
    {
        string reference = !method.ReturnType.IsByRef ? "" : Has(method.ReturnParameter.CustomAttributes, nameof(IsReadOnlyAttribute)) ? "ref readonly " : "ref ";
        return reference + TypeName(method.ReturnType, Nullability.Create(method.ReturnParameter));
    }

    private static string Parameters(MethodBase method) => Parameters(method.GetParameters());

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(p =>
    {
        string attributes = string.Concat(Attributes(p.CustomAttributes).Select(a => a + " "));
        bool isParams = Has(p.CustomAttributes, nameof(ParamArrayAttribute)) || Has(p.CustomAttributes, "ParamCollectionAttribute");
        string word = p.IsOut ? "out " : p.ParameterType.IsByRef ? p.IsIn ? "in " : "ref " : isParams ? "params " : "";
        return $"{attributes}{word}{TypeName(p.ParameterType, Nullability.Create(p))} {(p.Name is "class" or "event" or "base" ? "@" : "")}{p.Name}{(p.HasDefaultValue ? " = " + Value(p.RawDefaultValue, p.ParameterType) : "")}";
    }));

    private static string Value(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => "\"" + text + "\"",
        bool truth => truth ? "true" : "false",
        _ when type.IsEnum => TypeName(type) + "." + Enum.ToObject(type, value),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static IEnumerable<string> Attributes(IEnumerable<CustomAttributeData> attributes, bool isRefStruct = false) => attributes
        // The compiler puts Obsolete on ref structs, for compilers that do not know them.
        .Where(a => Shown.Contains(a.AttributeType.Name) && !(isRefStruct && a.AttributeType.Name == nameof(ObsoleteAttribute)))
        .Select(a => "[" + a.AttributeType.FullName!.Replace("Attribute", "", StringComparison.Ordinal) + Values(a) + "]").Order(StringComparer.Ordinal);

    private static string Values(CustomAttributeData attribute)
    {
        string Text(CustomAttributeTypedArgument argument) => argument.Value is IEnumerable<CustomAttributeTypedArgument> items
            ? "new string[] { " + string.Join(", ", items.Select(Text)) + " }"
            : Value(argument.Value, argument.ArgumentType);
        return attribute.ConstructorArguments.Count == 0 ? "" : "(" + string.Join(", ", attribute.ConstructorArguments.Select(Text)) + ")";
    }

    private static string With(MemberInfo member, string declaration) => string.Concat(Attributes(member.CustomAttributes).Select(a => a + "\n")) + declaration;

    private static bool Has(IEnumerable<CustomAttributeData> attributes, string name) => attributes.Any(a => a.AttributeType.Name == name);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MethodInfo method) =>
        (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal)) || method.Name.Contains('<') || Has(method.CustomAttributes, nameof(CompilerGeneratedAttribute));

    private static string Visibility(bool isProtected) => isProtected ? "protected " : "public ";

    private static string Access(MethodBase method)
    {
        if (method.DeclaringType!.IsInterface)
            return method.IsStatic ? "static " : "";
        bool isOverride = method is MethodInfo info && info.GetBaseDefinition().DeclaringType != method.DeclaringType;
        string word = method.IsStatic ? "static " : isOverride ? (method.IsFinal ? "sealed override " : "override ") : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
        return Visibility(!method.IsPublic) + word;
    }
}
