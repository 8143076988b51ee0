namespace ClickClack.Generators;

/// <content>Making an instance.</content>
internal static partial class Constructors
{
    /// <summary>Writes what makes the instance, and disposes of it after the call.</summary>
    public static void Emit(CodeWriter writer, HandlerType type, Disposal disposal)
    {
        string @using = disposal switch
        {
            Disposal.DisposeAsync => "await using ",
            Disposal.Dispose => "using ",
            _ => "",
        };

        writer.Call($"{@using}var handler = new {type.SourceName}", Parameters.Emit(type.Constructor), ";");
    }
}
