using System.Text.Json.Serialization;

namespace ClickClack.Realtime;

/// <summary>The JSON of the lines of the checkpoint file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckpointFile))]
[JsonSerializable(typeof(CheckpointFileChange))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
