using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Http;

/// <summary>The id that ties a request, its answer and the events it causes together.</summary>
internal static class CorrelationId
{
    public const string Header = "X-Correlation-ID";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static string Of(HttpRequest request)
    {
        var sent = request.Headers[Header].ToString();
        return sent.Length is > 0 and <= 128 && !sent.AsSpan().ContainsAnyExcept(Allowed) ? sent : New();
    }

    public static string New() => "corr_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
