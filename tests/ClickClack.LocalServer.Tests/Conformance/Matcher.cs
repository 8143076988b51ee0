using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClickClack.Local.Tests.Conformance;

/// <summary>Compares an answer with the document a scenario expects, in which placeholders stand for what differs from run to run.</summary>
internal sealed partial class Matcher(Values values)
{
    private const string More = "<more>";
    private const string Not = "<not>";
    private const string Digits = "[0-9a-hjkmnp-tv-z]{26}";
    private const string RouteDigits = "[0-9A-HJKMNP-TV-Z]";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["cursor"] = "cur_" + Digits,
        ["bot_token"] = "ccb_" + Digits,
        ["session_token"] = "sst_" + Digits,
        ["signing_secret"] = "ccs_" + Digits,
        ["magic_token"] = "mgt_" + Digits,
        ["eph_id"] = @"eph_[0-9]{14}\.[0-9]{9}",
        ["corr_id"] = "corr_[0-9a-f]{32}",
        ["route_id"] = $"[TCDM]{RouteDigits}{{16}}",
        ["setup_code"] = $"{RouteDigits}{{4}}-{RouteDigits}{{4}}-{RouteDigits}{{4}}",
        ["timestamp"] = @"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z",
        ["opaque"] = @"\S+",
        ["string"] = @"[\s\S]*",
    };

    static Matcher()
    {
        foreach (var prefix in (ReadOnlySpan<string>)["usr", "wsp", "chn", "msg", "dm", "upl", "pin", "top", "botcmd", "btok", "bsc", "app", "cmd",
                     "sci", "sub", "eda", "evt", "ses", "mln", "aud", "acct"])
        {
            Types.Add(prefix + "_id", $"{prefix}_{Digits}");
        }
    }

    public List<Difference> Compare(JsonElement expected, JsonElement actual, string path = "")
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.String:
                return CompareString(expected, actual, path);
            case JsonValueKind.Object when actual.ValueKind == JsonValueKind.Object:
                return CompareMembers(expected, actual, path);
            case JsonValueKind.Array when actual.ValueKind == JsonValueKind.Array:
                return CompareElements([.. expected.EnumerateArray()], [.. actual.EnumerateArray()], path);
            default:
                return expected.ValueKind == actual.ValueKind && expected.GetRawText() == actual.GetRawText()
                    ? []
                    : [Difference.At(path, expected, actual)];
        }
    }

    public List<Difference> CompareText(string expected, string actual, string path)
    {
        try
        {
            return Matches(expected, actual) ? [] : [new(path, expected, actual)];
        }
        catch (MissingValueException e)
        {
            return [new(path, $"{expected} ({e.Message})", actual)];
        }
    }

    private List<Difference> CompareString(JsonElement expected, JsonElement actual, string path)
    {
        var text = expected.GetString()!;
        var accepted = text switch
        {
            "<any>" => true,
            "<int>" => actual.ValueKind == JsonValueKind.Number && actual.TryGetInt64(out _),
            _ when ArrayOf().Match(text) is { Success: true } array =>
                actual.ValueKind == JsonValueKind.Array && actual.GetArrayLength() == int.Parse(array.Groups[1].Value, null),
            _ => (bool?)null,
        };
        return accepted switch
        {
            true => [],
            null when actual.ValueKind == JsonValueKind.String => CompareText(text, actual.GetString()!, path),
            _ => [Difference.At(path, expected, actual)],
        };
    }

    private List<Difference> CompareMembers(JsonElement expected, JsonElement actual, string path)
    {
        var differences = new List<Difference>();
        foreach (var member in expected.EnumerateObject())
        {
            var at = Join(path, member.Name);
            if (actual.TryGetProperty(member.Name, out var value))
            {
                differences.AddRange(Compare(member.Value, value, at));
            }
            else
            {
                differences.Add(new(at, member.Value.GetRawText(), Difference.Absent));
            }
        }
        differences.AddRange(actual.EnumerateObject()
            .Where(member => !expected.TryGetProperty(member.Name, out _))
            .Select(member => new Difference(Join(path, member.Name), Difference.Absent, member.Value.GetRawText())));
        return differences;
    }

    private List<Difference> CompareElements(List<JsonElement> expected, List<JsonElement> actual, string path)
    {
        if (!expected.Exists(IsMore))
        {
            return expected.Count == actual.Count
                ? [.. expected.Zip(actual).SelectMany((pair, i) => Compare(pair.First, pair.Second, Join(path, $"{i}")))]
                : [new(path, $"{expected.Count} elements: [{string.Join(", ", expected)}]", $"{actual.Count} elements: [{string.Join(", ", actual)}]")];
        }
        foreach (var banned in expected.Select(Banned).OfType<JsonElement>())
        {
            if (actual.FindIndex(element => Contains(banned, element)) is var found and >= 0)
            {
                return [new(Join(path, $"{found}"), $"no element with {banned}", actual[found].GetRawText())];
            }
        }
        return CompareInOrder(expected.FindAll(element => Banned(element) is null), actual, path);
    }

    // Every expected element occurs, in this order; "<more>" stands for any number of others.
    private List<Difference> CompareInOrder(List<JsonElement> expected, List<JsonElement> actual, string path)
    {
        var next = 0;
        var skips = false;
        foreach (var element in expected)
        {
            if (IsMore(element))
            {
                skips = true;
                continue;
            }
            List<Difference>? closest = null;
            var found = -1;
            for (var i = next; found < 0 && i < (skips ? actual.Count : Math.Min(next + 1, actual.Count)); i++)
            {
                var differences = Compare(element, actual[i], Join(path, $"{i}"));
                found = differences.Count == 0 ? i : -1;
                closest = closest is null || differences.Count < closest.Count ? differences : closest;
            }
            if (found < 0)
            {
                return closest ?? [new(path, element.GetRawText(), "(no such element)")];
            }
            next = found + 1;
            skips = false;
        }
        return skips || next == actual.Count ? [] : [new(path, "(no more elements)", $"[{string.Join(", ", actual[next..])}]")];
    }

    private bool Contains(JsonElement pattern, JsonElement actual) => pattern.ValueKind == JsonValueKind.Object
        ? actual.ValueKind == JsonValueKind.Object && pattern.EnumerateObject()
            .All(member => actual.TryGetProperty(member.Name, out var value) && Contains(member.Value, value))
        : Compare(pattern, actual).Count == 0;

    private bool Matches(string expected, string actual)
    {
        var pattern = new StringBuilder(@"\A");
        var isPlain = true;
        foreach (var part in Token().Split(expected))
        {
            if (part is ['<', .. var name, '>'] && Types.TryGetValue(name, out var type))
            {
                pattern.Append("(?:").Append(type).Append(')');
                isPlain = false;
            }
            else
            {
                pattern.Append(Regex.Escape(part is ['{', '{', .. var reference, '}', '}'] ? values.Lookup(reference) : part));
            }
        }
        return isPlain
            ? values.Fill(expected) == actual
            : Regex.IsMatch(actual, pattern.Append(@"\z").ToString(), RegexOptions.CultureInvariant);
    }

    private static bool IsMore(JsonElement element) => element.ValueKind == JsonValueKind.String && element.ValueEquals(More);

    private static JsonElement? Banned(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(Not, out var banned) ? banned : null;

    private static string Join(string path, string part) => path.Length == 0 ? part : $"{path}.{part}";

    [GeneratedRegex(@"(\{\{[^{}]+\}\}|<[a-z_]+>)")]
    private static partial Regex Token();

    [GeneratedRegex(@"\A<array:([0-9]+)>\z")]
    private static partial Regex ArrayOf();
}
