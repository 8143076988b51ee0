namespace ClickClack.Generators;

/// <content>The arguments of the call.</content>
internal static partial class Parameters
{
    /// <summary>The values of the parameters, in order.</summary>
    public static List<string> Emit(EquatableArray<HandlerParameter> parameters)
    {
        var values = new List<string>();
        foreach (HandlerParameter parameter in parameters)
        {
            values.Add(Value(parameter));
        }

        return values;
    }

    /// <summary>Whether one of the parameters has that source.</summary>
    public static bool Takes(EquatableArray<HandlerParameter> parameters, ParameterSource source)
    {
        foreach (HandlerParameter parameter in parameters)
        {
            if (parameter.Source == source)
            {
                return true;
            }
        }

        return false;
    }

    private static string Value(HandlerParameter parameter) => parameter.Source switch
    {
        ParameterSource.Message => "context.Message",
        ParameterSource.Author => "context.Message.Author",
        ParameterSource.Cancellation => "context.Cancellation",
        ParameterSource.Error => Errors.Value(parameter),
        ParameterSource.Progress => "context.Progress",
        ParameterSource.Reaction => "context.Reaction!",
        ParameterSource.Reactor => "context.Reactor!",
        ParameterSource.Event => Events.Value(parameter),
        ParameterSource.Service => Services.Emit(parameter),
        _ when parameter.List != ListForm.None => List(parameter),
        _ => parameter.Local,
    };

    /// <summary>A list, as what the handler takes: without a value it is its default, if it has one.</summary>
    private static string List(HandlerParameter parameter)
    {
        const string Immutable = "global::System.Collections.Immutable.";
        string list = parameter.List switch
        {
            ListForm.Array => $"{parameter.Local}.ToArray()",
            ListForm.Set => $"new global::System.Collections.Generic.HashSet<{parameter.ItemType}>({parameter.Local})",
            ListForm.ImmutableArray or ListForm.ImmutableList or ListForm.ImmutableHashSet => $"{Immutable}{parameter.List}.CreateRange({parameter.Local})",
            _ => parameter.Local,
        };
        return parameter.Default.Length == 0 ? list : $"{parameter.Local}.Count == 0 ? {parameter.Default} : {list}";
    }
}
