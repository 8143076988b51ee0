using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ClickClack.Configuration;

/// <summary>Finds the token where the configuration does not hold it itself: in a file, or in the environment.</summary>
internal sealed class ClickClackOptionsSetup(IConfiguration configuration) : IPostConfigureOptions<ClickClackOptions>
{
    /// <summary>The environment variable that serves where no token is configured.</summary>
    public const string TokenVariable = "CLICKCLACK_BOT_TOKEN";

    /// <summary>The environment variable that names a file with the token; it comes before <see cref="TokenVariable"/>.</summary>
    public const string TokenFileVariable = "CLICKCLACK_BOT_TOKEN_FILE";

    public void PostConfigure(string? name, ClickClackOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.TokenFile))
        {
            if (string.IsNullOrWhiteSpace(options.Token))
            {
                ReadFile(options, options.TokenFile, $"{ClickClackOptions.SectionName}:{nameof(options.TokenFile)}");
            }
            else
            {
                options.TokenProblem = "ClickClack:Token and ClickClack:TokenFile are both set: remove one of them";
            }
        }
        else if (string.IsNullOrWhiteSpace(options.Token))
        {
            if (configuration[TokenFileVariable] is { } file && !string.IsNullOrWhiteSpace(file))
            {
                ReadFile(options, file, TokenFileVariable);
            }
            else if (configuration[TokenVariable] is { } token && !string.IsNullOrWhiteSpace(token))
            {
                options.Token = token;
                options.TokenSource = TokenVariable;
            }
        }

        options.Token = options.Token?.Trim();
    }

    private static void ReadFile(ClickClackOptions options, string path, string source)
    {
        path = path.Trim();
        options.TokenSource = source;
        options.TokenPath = path;
        if (TokenFile.TryRead(path, out string? token, out string? problem))
        {
            options.Token = token;
        }
        else
        {
            options.TokenProblem = $"{source}: the file {path} {problem}";
        }
    }
}
