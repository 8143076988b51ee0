namespace ClickClack.Generators;

/// <content>The event that an observer takes.</content>
internal static partial class Events
{
    /// <summary>The argument.</summary>
    public static string Value(HandlerParameter parameter) => $"({parameter.PlainType})context.Event!";

    /// <summary>What the table says of an observer.</summary>
    public static string Description(string type) => $"Event = typeof({type})";
}
