using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace ClickClack.Configuration;

/// <summary>The JSON files that a configuration reads, for people who look for a mistake in them.</summary>
internal static class SettingsFiles
{
    private static readonly JsonReaderOptions AsConfigurationReads = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Every file, whether it is there or not, the one that wins last.</summary>
    /// <returns>For example <c>/bot/appsettings.json, /bot/appsettings.Development.json (not there)</c>; empty if no file is read.</returns>
    public static string Describe(IConfiguration configuration) => string.Join(
        ", ",
        Providers(configuration).Select(static provider => PathOf(provider)).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(static path => File.Exists(path) ? path : $"{path} (not there)"));

    /// <summary>Where a key stands.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="key">The key of a setting or of a section, for example <c>ClickClack:BaseUrl</c>.</param>
    /// <returns>For example <c> (/bot/appsettings.json, line 3)</c>; empty if no file has it.</returns>
    public static string Locate(IConfiguration configuration, string key)
    {
        foreach (JsonConfigurationProvider provider in Providers(configuration).Reverse())
        {
            if ((provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any()) && PathOf(provider) is { } path)
            {
                return LineOf(path, key) is { } line ? string.Create(CultureInfo.InvariantCulture, $" ({path}, line {line})") : $" ({path})";
            }
        }

        return "";
    }

    private static IEnumerable<JsonConfigurationProvider> Providers(IConfiguration configuration) =>
        (configuration as IConfigurationRoot)?.Providers.OfType<JsonConfigurationProvider>() ?? [];

    private static string? PathOf(JsonConfigurationProvider provider) =>
        provider.Source is { Path: { } path, FileProvider: PhysicalFileProvider files } ? Path.Combine(files.Root, path) : null;

    /// <summary>The line on which a key's last word stands, from 1; null if the file changed meanwhile, or writes the key in another way.</summary>
    private static int? LineOf(string path, string key)
    {
        try
        {
            byte[] content = File.ReadAllBytes(path);
            ReadOnlySpan<byte> json = content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsSpan(3) : content;
            string[] words = key.Split(':');
            var reader = new Utf8JsonReader(json, AsConfigurationReads);
            int found = 0;
            while (reader.Read())
            {
                // Objects alone: a word that is the index of a list is not written in the file.
                if (reader.TokenType == JsonTokenType.PropertyName
                    && reader.CurrentDepth == found + 1
                    && string.Equals(reader.GetString(), words[found], StringComparison.OrdinalIgnoreCase)
                    && ++found == words.Length)
                {
                    return json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // The file is known all the same.
        }

        return null;
    }
}
