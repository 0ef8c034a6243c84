using System.Text.Json.Serialization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Mails, sessions and decisions as JSON, without reflection: <c>JsonSerializer.Serialize(mail, MailJsonContext.Default.Mail)</c>.</summary>
/// <remarks>
/// <para>Names and values are those of <c>maillog track --format json --history</c> (docs/output.md), with little more: an attempt's <c>reply</c>, a decision's <c>part</c>, and
/// empty lists, which the command leaves out. Unknown values are
/// left out, times are text with as many digits as the log had, enum values are words in camelCase. Text that was not UTF-8 in the log has U+FFFD.</para>
/// <para>Mails are written only: they are made by correlating, so reading them back throws <see cref="NotSupportedException"/>.</para>
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(LogTimeConverter), typeof(EnhancedStatusConverter),
        typeof(WordConverter<MailSystem>), typeof(WordConverter<MailOutcome>), typeof(WordConverter<RecipientStatus>), typeof(WordConverter<MailStep>),
        typeof(WordConverter<TieQuality>), typeof(WordConverter<NotificationKind>), typeof(WordConverter<ScreeningAction>), typeof(WordConverter<HookConfidence>),
        typeof(WordConverter<VerdictAction>), typeof(WordConverter<VerdictSource>), typeof(WordConverter<VerdictRestriction>),
    ])]
[JsonSerializable(typeof(Mail))]
[JsonSerializable(typeof(IReadOnlyList<Mail>))]
[JsonSerializable(typeof(SmtpSession))]
[JsonSerializable(typeof(Verdict))]
public sealed partial class MailJsonContext : JsonSerializerContext;
