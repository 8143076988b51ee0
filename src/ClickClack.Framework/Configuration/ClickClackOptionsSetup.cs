using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ClickClack.Configuration;

/// <summary>Fills in the token from the environment when the configuration has none.</summary>
internal sealed class ClickClackOptionsSetup(IConfiguration configuration) : IPostConfigureOptions<ClickClackOptions>
{
    /// <summary>The environment variable that serves where no token is configured.</summary>
    public const string TokenVariable = "CLICKCLACK_BOT_TOKEN";

    public void PostConfigure(string? name, ClickClackOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Token) && configuration[TokenVariable] is { } token && !string.IsNullOrWhiteSpace(token))
        {
            options.Token = token;
            options.TokenSource = TokenVariable;
        }

        options.Token = options.Token?.Trim();
    }
}
