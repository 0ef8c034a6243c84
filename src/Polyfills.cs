#if NETSTANDARD2_0
// What the compiler and the nullable analysis look for and netstandard2.0 lacks.
#pragma warning disable IDE0130, SA1402
namespace System.Diagnostics.CodeAnalysis
{
    [AttributeUsage(AttributeTargets.Method, Inherited = false)]
    internal sealed class DoesNotReturnAttribute : Attribute;
}

namespace System.Runtime.CompilerServices
{
    internal static class IsExternalInit;
}
#endif
