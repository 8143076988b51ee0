using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads the value of a member, or leaves it out.</summary>
/// <param name="into">What it belongs to.</param>
/// <param name="name">The member's name; empty for one that nobody knows.</param>
/// <param name="reader">Is at the name; left at the last token of the value.</param>
internal delegate void ReadJsonMember<in T>(T into, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader);
