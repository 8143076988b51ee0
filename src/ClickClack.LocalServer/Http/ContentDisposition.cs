using System.Globalization;
using System.Text;

namespace ClickClack.Local.Http;

/// <summary>
/// The header that names a part of a form, and the file of a download. File names are whatever somebody chose, and are passed on without
/// letting them end the header or its quotes.
/// </summary>
internal sealed record ContentDisposition(string Type, IReadOnlyDictionary<string, string> Parameters)
{
    private const string Specials = "()<>@,;:\\\"/[]?=";
    private const string ExtendedPrefix = "utf-8''";

    /// <summary>The header's type and parameters; null when it is broken.</summary>
    public static ContentDisposition? Parse(string? header)
    {
        var semicolon = header?.IndexOf(';') ?? -1;
        var type = (semicolon < 0 ? header : header![..semicolon])?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(type))
        {
            return null;
        }
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = semicolon < 0 ? [] : header.AsSpan(semicolon + 1).Trim();
        while (!rest.IsEmpty)
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0 || Value(rest[(equals + 1)..].TrimStart(), out var consumed) is not { } value)
            {
                return null;
            }
            parameters[rest[..equals].Trim().ToString()] = value;
            rest = rest[(equals + 1)..].TrimStart()[consumed..].TrimStart();
            if (!rest.IsEmpty && rest[0] != ';')
            {
                return null;
            }
            rest = rest.TrimStart(';').TrimStart();
        }
        if (parameters.TryGetValue("filename*", out var extended) && extended.StartsWith(ExtendedPrefix, StringComparison.OrdinalIgnoreCase))
        {
            parameters["filename"] = Uri.UnescapeDataString(extended[ExtendedPrefix.Length..]);
        }
        return new(type, parameters);
    }

    /// <summary>The header for a download: the name as it is, in quotes, or percent-encoded, whichever is the least that is safe.</summary>
    public static string Format(string type, string filename)
    {
        if (filename.Any(c => c is (< ' ' or > '~') and not '\t'))
        {
            return $"{type}; filename*={ExtendedPrefix}{Encode(filename)}";
        }
        return filename.Length > 0 && filename.All(IsTokenPart)
            ? $"{type}; filename={filename}"
            : $"{type}; filename=\"{filename.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    // A token or a quoted string; null when the quotes do not end.
    private static string? Value(ReadOnlySpan<char> text, out int consumed)
    {
        consumed = 0;
        if (text is not ['"', ..])
        {
            while (consumed < text.Length && IsTokenPart(text[consumed]))
            {
                consumed++;
            }
            return consumed > 0 ? text[..consumed].ToString() : null;
        }
        var value = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                consumed = i + 1;
                return value.ToString();
            }
            // Some browsers sent paths with plain backslashes: one escapes only what would need it.
            if (text[i] == '\\' && i + 1 < text.Length && Specials.Contains(text[i + 1]))
            {
                i++;
            }
            value.Append(text[i]);
        }
        return null;
    }

    private static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet < 0x80 && IsTokenPart((char)octet) && octet is not ((byte)'*' or (byte)'\'' or (byte)'%'))
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }
        return encoded.ToString();
    }

    private static bool IsTokenPart(char c) => c is > ' ' and < '\x7f' && !Specials.Contains(c);
}
