using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ClickClack.Configuration;

/// <summary>Finds every mistake in the settings that can be found without a server. Never shows the token.</summary>
internal sealed class ClickClackOptionsValidator(IConfiguration configuration) : IValidateOptions<ClickClackOptions>
{
    /// <summary>So many times are remembered of each user.</summary>
    private const int MostCooldownMessages = 1000;

    /// <summary>The beginning of every bot's token, in every version of the server.</summary>
    private const string TokenPrefix = "ccb_";

    public ValidateOptionsResult Validate(string? name, ClickClackOptions options)
    {
        var failures = new List<string>();
        CheckToken(options, failures);
        CheckBaseUrl(options, failures);
        CheckPositive(nameof(options.ResumeWithin), options.ResumeWithin > TimeSpan.Zero, failures);
        CheckPositive(nameof(options.ReorderWindow), options.ReorderWindow > TimeSpan.Zero, failures);
        CheckPositive(nameof(options.MaxPending), options.MaxPending > 0, failures);
        CheckPositive(nameof(options.MaxAttempts), options.MaxAttempts > 0, failures);
        CheckPositive(nameof(options.MaxAnswerParts), options.MaxAnswerParts > 0, failures);
        CheckPositive(nameof(options.RunAloneAfterDeaths), options.RunAloneAfterDeaths > 0, failures);
        CheckPositive(nameof(options.GiveUpAfterDeaths), options.GiveUpAfterDeaths > 0, failures);
        CheckPositive(nameof(options.MaxConcurrency), options.MaxConcurrency > 0, failures);
        CheckPositive(nameof(options.ShutdownTimeout), options.ShutdownTimeout > TimeSpan.Zero, failures);
        failures.AddRange(UserEntries.CheckPeople("ClickClack:AllowFrom", options.AllowFrom));
        failures.AddRange(UserEntries.CheckBots("ClickClack:AllowBots", options.AllowBots));
        if (options.Cooldown is { } cooldown)
        {
            CheckPositive("Cooldown:Per", cooldown.Per > TimeSpan.Zero, failures);
            if (cooldown.Messages is < 1 or > MostCooldownMessages)
            {
                failures.Add($"ClickClack:Cooldown:Messages must be from 1 to {MostCooldownMessages}");
            }
        }

        if (!string.IsNullOrWhiteSpace(options.DefaultTo) && !Target.TryParse(options.DefaultTo, out _, out string? wrong))
        {
            failures.Add($"ClickClack:DefaultTo: {wrong}");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private void CheckToken(ClickClackOptions options, List<string> failures)
    {
        string? token = options.Token;
        if (options.TokenProblem is { } problem)
        {
            failures.Add(problem);
        }
        else if (string.IsNullOrEmpty(token))
        {
            string files = SettingsFiles.Describe(configuration);
            failures.Add($"ClickClack is not configured: set ClickClack:Token or {ClickClackOptionsSetup.TokenVariable}"
                + (files.Length > 0 ? $"; looked at the environment and at {files}" : ""));
        }
        else if (token.Any(c => c is <= ' ' or > '~'))
        {
            failures.Add($"{options.TokenSource} contains a blank or a character that no token has; was it copied whole?");
        }
        else if (!token.StartsWith(TokenPrefix, StringComparison.Ordinal) || token.Length == TokenPrefix.Length)
        {
            failures.Add($"{options.TokenSource} is no bot's token: those begin with {TokenPrefix}. The server's operator makes one with \"clickclack admin bot create\"");
        }
    }

    private static void CheckBaseUrl(ClickClackOptions options, List<string> failures)
    {
        string? baseUrl = options.BaseUrl;
        if (string.IsNullOrWhiteSpace(baseUrl))
        {
            failures.Add("ClickClack:BaseUrl is not set: the address of the ClickClack server, for example https://chat.example.com");
        }
        else if (options.Token is { Length: > 0 } token && baseUrl.Contains(token, StringComparison.OrdinalIgnoreCase))
        {
            failures.Add("ClickClack:BaseUrl contains the token: it is the address of the server alone, for example https://chat.example.com");
        }
        else if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            // What looks like a secret in the wrong place is not shown.
            bool secret = baseUrl.Contains('@', StringComparison.Ordinal) || baseUrl.Contains("ccb_", StringComparison.Ordinal);
            failures.Add("ClickClack:BaseUrl must be an http or https address" + (secret ? "" : $", not \"{baseUrl}\""));
        }
        else if (uri.UserInfo.Length > 0)
        {
            failures.Add("ClickClack:BaseUrl must not contain a user name or password");
        }
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            failures.Add($"ClickClack:BaseUrl must not have a query or fragment: \"{uri.GetLeftPart(UriPartial.Path)}\" is enough");
        }
        else if (uri.Scheme == Uri.UriSchemeHttp && !options.AllowInsecureHttp && !ThisMachine.Is(uri))
        {
            failures.Add(
                "ClickClack:BaseUrl is http, which would show the token and every message to the network in between; use https, or set "
                + "ClickClack:AllowInsecureHttp to true if that network is yours");
        }
    }

    private static void CheckPositive(string key, bool valid, List<string> failures)
    {
        if (!valid)
        {
            failures.Add($"ClickClack:{key} must be more than zero");
        }
    }
}
