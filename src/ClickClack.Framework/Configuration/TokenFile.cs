using System.Diagnostics.CodeAnalysis;

namespace ClickClack.Configuration;

/// <summary>A file that holds the bot's token and nothing else, as orchestrators mount a secret.</summary>
internal static class TokenFile
{
    /// <summary>A token is 30 characters; what is much longer is another file.</summary>
    private const int LargestFile = 4096;

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="token">Its text without surrounding white space.</param>
    /// <param name="problem">Why it cannot be read, without anything of its content.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out string? token, [NotNullWhen(false)] out string? problem)
    {
        (token, problem) = (null, null);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] content = new byte[LargestFile + 1];
            int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            string text = System.Text.Encoding.UTF8.GetString(content, 0, length).Trim('\uFEFF', ' ', '\t', '\r', '\n');
            problem = length > LargestFile ? "is larger than any token" : text.Length == 0 ? "is empty" : null;
            token = problem is null ? text : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = error switch
            {
                FileNotFoundException or DirectoryNotFoundException => "is not there",
                UnauthorizedAccessException => "may not be read by this user, or is a directory",
                _ => $"cannot be read ({error.GetType().Name})",
            };
        }

        return problem is null;
    }
}
