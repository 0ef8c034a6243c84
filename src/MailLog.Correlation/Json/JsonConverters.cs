using System.Text.Json;
using System.Text.Json.Serialization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>An enum's value as a word in camelCase.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;

/// <summary>A time as text, with as many digits as the log had.</summary>
internal sealed class LogTimeConverter : JsonConverter<LogTime>
{
    public override LogTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Mails are not read from JSON.");

    public override void Write(Utf8JsonWriter writer, LogTime value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>An enhanced status code as text: <c>5.1.1</c>.</summary>
internal sealed class EnhancedStatusConverter : JsonConverter<EnhancedStatus>
{
    public override EnhancedStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Mails are not read from JSON.");

    public override void Write(Utf8JsonWriter writer, EnhancedStatus value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
