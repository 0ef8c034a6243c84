using System.Text.Json.Serialization;

namespace MailLog.Cli;

/// <summary>The JSON of <see cref="StateFile"/>, by code that is generated: there is no reflection in a native build.</summary>
[JsonSerializable(typeof(List<StateFile.KnownLog>))]
internal sealed partial class StateJson : JsonSerializerContext;
