using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads <see cref="ErrorEnvelope"/>: much of what a bot asks for may not be there.</summary>
internal static class ErrorReading
{
    public static ErrorEnvelope Read(ref Utf8JsonReader reader)
    {
        string? error = null;
        JsonMembers.Begin(ref reader);
        while (JsonMembers.Next(ref reader))
        {
            if (reader.ValueTextEquals("error"u8))
            {
                error = JsonMembers.Text(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }

        return new ErrorEnvelope(error);
    }
}
