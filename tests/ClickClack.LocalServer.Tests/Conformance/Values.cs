using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClickClack.Local.Tests.Conformance;

/// <summary>What <c>{{name}}</c> stands for: values of the server under test, and those that earlier steps captured.</summary>
internal sealed partial class Values
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public string this[string name]
    {
        set => values[name] = value;
    }

    public void Remove(string name) => values.Remove(name);

    public Values Copy()
    {
        var copy = new Values();
        foreach (var (name, value) in values)
        {
            copy.values.Add(name, value);
        }
        return copy;
    }

    /// <summary>Takes what a step wants to remember out of an answer; what is not there is forgotten.</summary>
    public void Capture(JsonElement step, JsonElement? answer)
    {
        if (!step.TryGetProperty("capture", out var wanted))
        {
            return;
        }
        foreach (var item in wanted.EnumerateObject())
        {
            if (answer is { } root && Find(root, item.Value.GetString()!) is { } found)
            {
                values[item.Name] = found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText();
            }
            else
            {
                values.Remove(item.Name);
            }
        }
    }

    /// <summary>The text with every <c>{{name}}</c> filled in.</summary>
    /// <exception cref="MissingValueException">A name is not known.</exception>
    public string Fill(string text) => text.Contains("{{", StringComparison.Ordinal)
        ? Reference().Replace(text, match => Lookup(match.Groups[1].Value))
        : text;

    /// <summary>The value of a name, with its filters: <c>code|lower|nodash</c>, or <c>pad:N:c</c> for N times a character.</summary>
    /// <exception cref="MissingValueException">The name is not known.</exception>
    public string Lookup(string expression)
    {
        if (expression.Split(':') is ["pad", var count, .. var filler])
        {
            return new(filler is [[var c]] ? c : 'x', int.Parse(count, null));
        }
        var parts = expression.Split('|');
        var value = values.TryGetValue(parts[0], out var known) ? known : throw new MissingValueException(parts[0]);
        return parts.Skip(1).Aggregate(value, static (text, filter) => filter switch
        {
            "lower" => text.ToLowerInvariant(),
            "nodash" => text.Replace("-", "", StringComparison.Ordinal),
            "spaces" => text.Replace('-', ' '),
            _ => throw new InvalidDataException($"There is no filter {filter}."),
        });
    }

    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
            {
                return null;
            }
        }
        return element;
    }

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Reference();
}

/// <summary>A step needs what an earlier one should have captured.</summary>
internal sealed class MissingValueException(string name) : Exception($"needs {name}, which no earlier step provided");
