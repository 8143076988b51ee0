using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads <see cref="Acknowledgement"/>: any object.</summary>
internal static class AcknowledgementReading
{
    public static Acknowledgement Read(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new Acknowledgement(), ReadMember);

    private static void ReadMember(Acknowledgement acknowledgement, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader) =>
        JsonMembers.Skip(ref reader);
}
