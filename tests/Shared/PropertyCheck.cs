using System.Globalization;
using FsCheck;

namespace MailLog.Tests;

/// <summary>Checks properties inside a <c>[Fact]</c>: sets how often, and tells how to see a failure again.</summary>
/// <remarks>
/// <c>MAILLOG_SEED</c> repeats a run, <c>MAILLOG_TIMES</c> multiplies the counts of all properties (a night's run).
/// </remarks>
internal static class PropertyCheck
{
    private const string SeedVariable = "MAILLOG_SEED";
    private const string TimesVariable = "MAILLOG_TIMES";

    /// <summary>Factor on the number of cases.</summary>
    public static int Times { get; } = int.TryParse(Environment.GetEnvironmentVariable(TimesVariable), out int times) && times > 0 ? times : 1;

    /// <summary>A source of chance that a failure can be repeated with: <see cref="SeedText"/> goes into the message.</summary>
    public static Random NewRandom() => new(unchecked((int)Seed));

    /// <summary>How to repeat this run.</summary>
    public static string SeedText => SeedVariable + "=" + Seed.ToString(CultureInfo.InvariantCulture);

    private static ulong Seed { get; } = ulong.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out ulong seed)
        ? seed
        : (ulong)Random.Shared.NextInt64(1, long.MaxValue);

    /// <summary>Checks a property.</summary>
    /// <param name="property">Made with <c>FsCheck.Fluent.Prop.ForAll</c>.</param>
    /// <param name="count">How many cases.</param>
    public static void Run(Property property, int count)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(count * Times).WithEndSize(40).WithQuietOnSuccess(true).WithReplay(new Replay(new Rnd(Seed), null));
        try
        {
            Check.One(config, property);
        }
        catch (Exception exception)
        {
            throw new Xunit.Sdk.XunitException("Repeat with " + SeedText + "\n" + exception.Message);
        }
    }
}
