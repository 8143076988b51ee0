namespace ClickClack.Dispatch;

/// <summary>
/// The scopes that a route needs (1.5 of the protocol): to read what is said in its places, to answer there, and what its
/// <see cref="RequiresScopeAttribute"/>s name. Without what every bot needs to be live at all.
/// </summary>
internal static class RouteScopes
{
    /// <summary>What a token has that was made without saying more.</summary>
    public const string Usual = "bot:write";

    private static readonly string[] InUsual =
    [
        "workspaces:read", "channels:read", "messages:read", "threads:read", "dms:read", "realtime:read", "profile:read",
        "messages:write", "threads:write", "dms:write", "uploads:write", "commands:write",
    ];

    /// <summary>The scopes of one route, each once. Whether a handler answers is not known: what it would take counts.</summary>
    public static IEnumerable<string> Of(RouteDescription route)
    {
        Places places = Places.None;
        foreach (RoutePlace place in route.Places)
        {
            places |= place.Places;
        }

        var scopes = new List<string>();
        if (places != Places.None)
        {
            // An answer that an earlier run wrote is looked for under messages:write, wherever it is.
            scopes.AddRange("messages:read", "messages:write");
        }

        AddIf(Places.Channel, "channels:read");
        AddIf(Places.Dm | Places.GroupDm, "dms:read", "dms:write");
        AddIf(Places.Thread, "threads:write");
        return scopes.Concat(route.Scopes).Distinct(StringComparer.Ordinal);

        void AddIf(Places any, params ReadOnlySpan<string> needed)
        {
            if ((places & any) != 0)
            {
                scopes.AddRange(needed);
            }
        }
    }

    /// <summary>What to ask the server's operator for: the usual ones, and what is needed beyond them.</summary>
    public static string ToAskFor(IEnumerable<string> needed) =>
        string.Join(',', needed.Where(scope => !InUsual.Contains(scope, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Prepend(Usual));
}
