using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads the value that the reader is at, to its last token.</summary>
/// <param name="reader">Reads; the whole value is there.</param>
internal delegate T ReadJson<out T>(ref Utf8JsonReader reader);
