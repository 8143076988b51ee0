using System.Text.RegularExpressions;

namespace ClickClack.Wire.Tests.Crashes;

/// <summary>The requests of a process that can die. What a dead one waits for never comes.</summary>
internal sealed partial class MortalRequests(Life life) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string effect = $"{request.Method} {Id().Replace(request.RequestUri!.AbsolutePath, "*")}";
        try
        {
            int number = life.Before(effect);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            life.After(effect, number);
            return response;
        }
        catch (IOException) when (life.IsDead)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw;
        }
    }

    [GeneratedRegex("(?<=/)([a-z]+_[0-9a-z]{20,}|ccf1-[^/]+)")]
    private static partial Regex Id();
}
