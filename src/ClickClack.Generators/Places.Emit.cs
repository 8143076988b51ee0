namespace ClickClack.Generators;

/// <summary>Places as conditions on the evidence.</summary>
internal static class PlaceConditions
{
    /// <summary>The condition, or null if it always holds.</summary>
    public static string? Of(PlaceTest place)
    {
        string? channel = And(InChannel(place.Name), InChannel(place.Id));
        foreach (string key in place.KeyList)
        {
            channel = And(channel, $"evidence.InConfigured({Literals.Of(key)})");
        }

        // Who is in that channel is in a channel.
        bool implied = place.Places == Places.Anywhere || (channel is not null && place.Places == Places.Channel);
        return And(implied ? null : $"evidence.In(Places.{place.Places})", channel);
    }

    /// <summary>The place as data.</summary>
    public static string Data(PlaceTest place)
    {
        string name = place.Name is null ? "" : $", Name: {Literals.Of(place.Name)}";
        string id = place.Id is null ? "" : $", Id: {Literals.Of(place.Id)}";
        string keys = place.Keys is null ? "" : $" {{ Keys = {Literals.Of(place.KeyList.ToEquatableArray())} }}";
        return $"new(Places.{place.Places}{name}{id}){keys}";
    }

    /// <summary>Both conditions, either of which may be missing.</summary>
    public static string? And(string? one, string? other) => one is null ? other : other is null ? one : $"{AndTerm(one)} && {AndTerm(other)}";

    /// <summary>Either condition; null, which always holds, wins.</summary>
    public static string? Or(string? one, string? other) => one is null || other is null ? null : $"{Term(one)} || {Term(other)}";

    /// <summary>A condition of which another one must hold too.</summary>
    private static string AndTerm(string condition) => condition.Contains(" || ") && !IsInBraces(condition) ? $"({condition})" : condition;

    /// <summary>A condition as part of another.</summary>
    public static string Term(string condition) => condition.Contains(" && ") && !IsInBraces(condition) ? $"({condition})" : condition;

    private static bool IsInBraces(string condition)
    {
        int depth = 0;
        for (int i = 0; i < condition.Length; i++)
        {
            depth += condition[i] == '(' ? 1 : condition[i] == ')' ? -1 : 0;
            if (depth == 0 && i < condition.Length - 1)
            {
                return false;
            }
        }

        return true;
    }

    private static string? InChannel(string? nameOrId) => nameOrId is null ? null : $"evidence.InChannel({Literals.Of(nameOrId)})";
}
