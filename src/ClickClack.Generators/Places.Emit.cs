namespace ClickClack.Generators;

/// <summary>Places as conditions on the evidence.</summary>
internal static class PlaceConditions
{
    /// <summary>The condition, or null if it always holds.</summary>
    public static string? Of(PlaceTest place)
    {
        string? channel = And(InChannel(place.Name), InChannel(place.Id));

        // Who is in that channel is in a channel.
        bool implied = place.Places == Places.Anywhere || (channel is not null && place.Places == Places.Channel);
        return And(implied ? null : $"evidence.In(Places.{place.Places})", channel);
    }

    /// <summary>Both conditions, either of which may be missing.</summary>
    public static string? And(string? one, string? other) => one is null ? other : other is null ? one : $"{one} && {other}";

    /// <summary>Either condition; null, which always holds, wins.</summary>
    public static string? Or(string? one, string? other) => one is null || other is null ? null : $"{Term(one)} || {Term(other)}";

    /// <summary>A condition as part of another.</summary>
    public static string Term(string condition) => condition.Contains(" && ") && condition[0] != '(' ? $"({condition})" : condition;

    private static string? InChannel(string? nameOrId) => nameOrId is null ? null : $"evidence.InChannel({Literals.Of(nameOrId)})";
}
