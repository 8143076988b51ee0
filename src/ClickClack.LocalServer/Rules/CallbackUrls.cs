using ClickClack.Local.Http;

namespace ClickClack.Local.Rules;

/// <summary>Where callbacks may be registered to go. Whether the address is allowed is decided at each call.</summary>
internal static class CallbackUrls
{
    public static string Check(string? text)
    {
        var url = Names.Optional(text) ?? throw Refusal.BadRequest("callback_url is required");
        return Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" && parsed.Host.Length > 0
            ? url
            : throw Refusal.BadRequest("callback_url must be an http or https URL");
    }
}
