// What one target has and another lacks, so that the code above is the same for all.
#pragma warning disable IDE0130, SA1402
#if NETSTANDARD2_0
namespace System.Diagnostics.CodeAnalysis
{
    [AttributeUsage(AttributeTargets.Method, Inherited = false)]
    internal sealed class DoesNotReturnAttribute : Attribute;
}

namespace System.Runtime.CompilerServices
{
    internal static class IsExternalInit;
}
#else
namespace System.Threading.Tasks;

/// <summary>What Microsoft.Bcl.TimeProvider gives to netstandard2.0, under the same name.</summary>
internal static class TimeProviderTaskExtensions
{
    public static Task Delay(this TimeProvider timeProvider, TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, timeProvider, cancellationToken);
}
#endif
