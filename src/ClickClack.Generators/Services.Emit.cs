namespace ClickClack.Generators;

/// <content>Taking a service.</content>
internal static partial class Services
{
    /// <summary>The call that takes it.</summary>
    public static string Emit(HandlerParameter parameter)
    {
        string required = parameter.IsOptional ? "Get" : "GetRequired";
        string call = parameter.Key is null
            ? $"context.Services.{required}Service<{parameter.PlainType}>()"
            : $"context.Services.{required}KeyedService<{parameter.PlainType}>({parameter.Key})";

        // A default of null for a parameter that is not nullable: its author has written null! there.
        return parameter.IsOptional && parameter.IsReference && !parameter.Type.EndsWith("?", StringComparison.Ordinal) ? call + "!" : call;
    }
}
