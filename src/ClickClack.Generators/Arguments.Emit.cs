namespace ClickClack.Generators;

/// <content>Reading the words of a command.</content>
internal static partial class Arguments
{
    private const string ListOf = "global::System.Collections.Generic.List";

    /// <summary>Whether a command's arguments name users or channels, who are looked up.</summary>
    public static bool AreLookedUp(EquatableArray<HandlerParameter> parameters)
    {
        foreach (HandlerParameter parameter in parameters)
        {
            if (parameter.IsLookedUp)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes what reads the arguments of a command, or answers with what is wrong.</summary>
    public static void Emit(CodeWriter writer, HandlerType type, Route route, bool isAsync, NameParsers parsers)
    {
        // A command that takes the message alone reads the text by itself.
        if (route.Command is null || (route.Command.Arguments.Count == 0 && Parameters.Takes(route.Parameters, ParameterSource.Message)))
        {
            return;
        }

        string command = $"{type.CommandsName}.{route.Name}";
        if (route.Command.Arguments.Count == 0)
        {
            // A slash, the shortest of its names and a blank: in no more than that there is no argument.
            int shortest = route.Key.Command.Length;
            foreach (string alias in route.Key.Aliases)
            {
                shortest = Math.Min(shortest, alias.Length);
            }

            writer.Line($"if (context.Message.Text.Length > {shortest + 2}");
            writer.Continue($"&& ArgumentReader.RefuseAny(context.Message.Text, {command}) is {{ }} refusal)").Brace();
            writer.Line(Refuse("refusal", isAsync)).Close().Line();
            return;
        }

        writer.Line($"var arguments = new ArgumentReader(context.Message.Text, {command});");
        int number = 0;
        foreach (HandlerParameter parameter in route.Command.Arguments)
        {
            string pattern = $"{type.PatternsName}.{Commands.PatternName(route, parameter)}";
            if (parameter.List == ListForm.None)
            {
                EmitOne(writer, parameter, number, pattern, parsers);
            }
            else
            {
                EmitList(writer, parameter, number, pattern, parsers);
            }

            number++;
        }

        writer.Open("if (!arguments.TryEnd())");
        writer.Line(Refuse("arguments.Refusal", isAsync)).Close().Line();
        if (AreLookedUp(route.Parameters))
        {
            EmitLookUps(writer, route.Command.Arguments, command, isAsync);
        }
    }

    private static void EmitOne(CodeWriter writer, HandlerParameter parameter, int number, string pattern, NameParsers parsers)
    {
        string read = Read(parameter, number, parsers);
        string type = parameter.IsLookedUp ? parameter.IsOptional ? "string?" : "string" : parameter.Type;
        string local = parameter.IsLookedUp ? parameter.WordLocal : parameter.Local;
        string missing = parameter.IsLookedUp ? "null" : parameter.Default;
        writer.Line(parameter.IsOptional
            ? $"{type} {local} = arguments.Has({number}) ? {read} : {missing};"
            : $"{type} {local} = {read};");
        EmitChecks(writer, parameter, local, pattern);
    }

    private static void EmitList(CodeWriter writer, HandlerParameter parameter, int number, string pattern, NameParsers parsers)
    {
        string local = parameter.IsLookedUp ? parameter.WordLocal : parameter.Local;
        string item = parameter.IsLookedUp ? "string" : parameter.ItemType;
        writer.Line($"var {local} = new {ListOf}<{item}>();");
        writer.Open($"while (arguments.Has({number}))");
        if (parameter.Checks.Count == 0)
        {
            writer.Line($"{local}.Add({Read(parameter, number, parsers)});");
        }
        else
        {
            writer.Line($"{item} {parameter.WordLocal} = {Read(parameter, number, parsers)};");
            EmitChecks(writer, parameter, parameter.WordLocal, pattern);
            writer.Line($"{local}.Add({parameter.WordLocal});");
        }

        writer.Close().Line();
        if (parameter.Counts is { } counts)
        {
            string most = counts.Most == int.MaxValue ? "int.MaxValue" : $"{counts.Most}";
            writer.Line($"arguments.CheckCount({number}, {local}.Count, {counts.Least}, {most});");
        }
    }

    private static void EmitChecks(CodeWriter writer, HandlerParameter parameter, string local, string pattern)
    {
        foreach (ValueCheck check in parameter.Checks)
        {
            writer.Line($"arguments.Check({(check.Pattern is null ? pattern : $"{local} is {check.Pattern}")});");
        }
    }

    private static void EmitLookUps(CodeWriter writer, List<HandlerParameter> parameters, string command, bool isAsync)
    {
        writer.Line($"var names = new ArgumentNames(context, {command});");
        for (int number = 0; number < parameters.Count; number++)
        {
            HandlerParameter parameter = parameters[number];
            if (!parameter.IsLookedUp)
            {
                continue;
            }

            string what = parameter.Source == ParameterSource.User ? "User" : "Channel";
            string call = $"await names.{what}{(parameter.List == ListForm.None ? "" : "s")}Async({number}, {parameter.WordLocal})";
            writer.Line(parameter.List != ListForm.None ? $"var {parameter.Local} = {call};"
                : parameter.IsOptional ? $"{parameter.Type} {parameter.Local} = {parameter.WordLocal} is null ? {parameter.Default} : {call};"
                : $"{parameter.Type} {parameter.Local} = {call};");
        }

        writer.Open("if (names.Refusal is { } notFound)");
        writer.Line(Refuse("notFound", isAsync)).Close().Line();
    }

    private static string Refuse(string reply, bool isAsync) =>
        isAsync ? $"return {Returns.Answer}.Of({reply});" : $"return new({Returns.Answer}.Of({reply}));";

    private static string Read(HandlerParameter parameter, int number, NameParsers parsers) => parameter.Source switch
    {
        ParameterSource.Text => $"arguments.ReadText({number})",
        ParameterSource.Rest => $"arguments.ReadRest({number})",
        ParameterSource.Boolean => $"arguments.ReadBoolean({number})",
        ParameterSource.Address => $"arguments.ReadAddress({number})",
        ParameterSource.Rune => $"arguments.ReadRune({number})",
        ParameterSource.Duration => $"arguments.ReadDuration({number})",
        ParameterSource.Moment => $"arguments.ReadMoment({number})",
        ParameterSource.DateTime => $"arguments.ReadDateTime({number})",
        ParameterSource.Date => $"arguments.ReadDate({number})",
        ParameterSource.Time => $"arguments.ReadTime({number})",
        ParameterSource.User => $"arguments.ReadUser({number})",
        ParameterSource.Channel => $"arguments.ReadChannel({number})",
        ParameterSource.Name => $"arguments.ReadName<{parameter.PlainType}>({number}, {parsers.For(parameter.Names!)})",
        ParameterSource.Number => $"arguments.ReadNumber<{parameter.PlainType}>({number})",
        ParameterSource.SpanParsable => $"arguments.Read<{parameter.PlainType}>({number})",
        ParameterSource.Parsable => $"arguments.ReadParsable<{parameter.PlainType}>({number})",
        _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
    };
}
