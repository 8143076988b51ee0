using System.Text.Json;

namespace ClickClack.Local.Tests.Conformance;

/// <summary>One place where an answer is not what the scenario says.</summary>
/// <param name="Path">Such as <c>message.author.id</c>, <c>(status)</c>, <c>(header Allow)</c> or <c>(body)</c>.</param>
/// <param name="Expected">What the scenario says.</param>
/// <param name="Actual">What came.</param>
internal sealed record Difference(string Path, string Expected, string Actual)
{
    private const int MaxLength = 400;

    public const string Absent = "(absent)";

    public static Difference At(string path, JsonElement expected, JsonElement actual) => new(path, expected.GetRawText(), actual.GetRawText());

    public override string ToString() => $"{Path}: expected {Brief(Expected)}, got {Brief(Actual)}";

    private static string Brief(string text) => text.Length <= MaxLength ? text : $"{text[..MaxLength]}… ({text.Length} characters)";
}
