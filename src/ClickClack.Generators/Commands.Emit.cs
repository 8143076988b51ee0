namespace ClickClack.Generators;

/// <summary>Commands in words, as data: what usage lines, help and the command menu are made of.</summary>
internal static class Commands
{
    /// <summary>The field that holds the regular expression of an argument.</summary>
    public static string PatternName(Route route, HandlerParameter parameter) => $"{route.Name.TrimStart('@')}_{parameter.Name}";

    /// <summary>Writes the descriptions of a type's commands, and the regular expressions of their arguments.</summary>
    public static void Emit(CodeWriter writer, HandlerType type)
    {
        var patterns = new List<string>();
        bool isFirst = true;
        foreach (Route route in type.Routes)
        {
            if (route.Command is null)
            {
                continue;
            }

            if (isFirst)
            {
                writer.Line().Line($"// The commands of {type.Name} in words.").Line(GeneratedCode.Attribute);
                writer.Open($"private static class {type.CommandsName}");
            }
            else
            {
                writer.Line();
            }

            isFirst = false;
            EmitCommand(writer, route);
            AddPatterns(patterns, route);
        }

        if (!isFirst)
        {
            writer.Close();
        }

        if (patterns.Count > 0)
        {
            writer.Line().Line($"// What words of {type.Name} have to look like.").Line(GeneratedCode.Attribute);
            writer.Open($"private static class {type.PatternsName}");
            foreach (string pattern in patterns)
            {
                writer.Line(pattern);
            }

            writer.Close();
        }
    }

    private static void EmitCommand(CodeWriter writer, Route route)
    {
        CommandWords command = route.Command!;
        string description = command.Description is null ? "null" : Literals.Of(command.Description);
        string head = $"internal static readonly CommandDescription {route.Name} = new(";
        List<HandlerParameter> arguments = command.Arguments;
        if (arguments.Count == 0)
        {
            writer.Line($"{head}{Literals.Of(command.Name)}, {Literals.Of(command.Usage)}, {description});");
            return;
        }

        writer.Line(head).Indent().Line($"{Literals.Of(command.Name)},").Line($"{Literals.Of(command.Usage)},").Line($"{description},");
        for (int i = 0; i < arguments.Count; i++)
        {
            EmitParameter(writer, arguments[i], i == arguments.Count - 1 ? ");" : ",");
        }

        writer.Outdent();
    }

    private static void EmitParameter(CodeWriter writer, HandlerParameter parameter, string end)
    {
        var properties = new List<string>();
        Add("Description", parameter.Description is null ? null : Literals.Of(parameter.Description));
        Add("Option", parameter.Option is null ? null : Literals.Of(parameter.Option));
        Add("Letter", parameter.Letter is null ? null : $"'{parameter.Letter}'");
        Add("IsOptional", parameter.IsOptional ? "true" : null);
        Add("IsSwitch", parameter.IsSwitch ? "true" : null);
        Add("IsList", parameter.List != ListForm.None ? "true" : null);
        Add("IsRest", parameter.Source == ParameterSource.Rest ? "true" : null);
        if (parameter.Choices.Count > 0)
        {
            var choices = new List<string>();
            foreach (string choice in parameter.Choices)
            {
                choices.Add(Literals.Of(choice));
            }

            properties.Add($"Choices = new[] {{ {string.Join(", ", choices)} }}");
        }

        string expected = parameter.Expected is null ? "" : ", " + Literals.Of(parameter.Expected);
        string initializer = properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
        writer.Line($"new ParameterDescription({Literals.Of(parameter.Name)}{expected}){initializer}{end}");

        void Add(string property, string? value)
        {
            if (value is not null)
            {
                properties.Add($"{property} = {value}");
            }
        }
    }

    private static void AddPatterns(List<string> patterns, Route route)
    {
        const string Regex = "global::System.Text.RegularExpressions.Regex";
        foreach (HandlerParameter parameter in route.Command!.Arguments)
        {
            foreach (ValueCheck check in parameter.Checks)
            {
                if (check.Expression is not null)
                {
                    string expression = Literals.Of($@"\A(?:{check.Expression})\z");
                    patterns.Add($"internal static readonly {Regex} {PatternName(route, parameter)} = new(");
                    patterns.Add($"    {expression},");
                    patterns.Add($"    {Regex}Options.NonBacktracking | {Regex}Options.CultureInvariant);");
                }
            }
        }
    }
}
