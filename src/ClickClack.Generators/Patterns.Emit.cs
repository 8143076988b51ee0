namespace ClickClack.Generators;

/// <content>The expressions and their groups.</content>
internal static partial class Patterns
{
    private const string Regex = "global::System.Text.RegularExpressions.Regex";

    /// <summary>Writes the expression of a route, made when it is first used.</summary>
    public static void EmitField(CodeWriter writer, Route route)
    {
        if (route.Key.Pattern is not { } pattern)
        {
            return;
        }

        string name = Field(route.Key.Call);
        if (pattern.Member is not null)
        {
            writer.Line($"internal static {Regex} {name.Substring(name.LastIndexOf('.') + 1)} => {pattern.Member};").Line();
            return;
        }

        const string Options = "global::System.Text.RegularExpressions.RegexOptions";
        writer.Line($"internal static readonly {Regex} {name.Substring(name.LastIndexOf('.') + 1)} = new(");
        writer.Continue($"{Literals.Of(pattern.Text)}, {Options}.NonBacktracking | {Options}.CultureInvariant);").Line();
    }

    /// <summary>The emitted field of a route's expression.</summary>
    /// <param name="call">The emitted method that calls its handler.</param>
    public static string Field(string call) => call.Replace("@", "") + "_Pattern";

    /// <summary>Writes what reads the groups of a pattern, or gives up.</summary>
    public static void EmitGroups(CodeWriter writer, Route route, bool isAsync, NameParsers parsers)
    {
        var reads = new List<string>();
        foreach (HandlerParameter parameter in route.Parameters)
        {
            if (!parameter.IsArgument)
            {
                continue;
            }

            // Of a reference the compiler only knows that it is set once reading succeeded.
            string nullable = parameter.IsReference ? parameter.PlainType + "?" : parameter.Type;
            if (parameter.IsOptional)
            {
                writer.Line($"{nullable} {parameter.Local} = {parameter.Default};");
                reads.Add($"(arguments.Has({Literals.Of(parameter.Name)}) && !{Read(parameter, parameter.Local, parsers)})");
            }
            else
            {
                reads.Add("!" + Read(parameter, $"{nullable} {parameter.Local}", parsers));
            }
        }

        if (reads.Count == 0)
        {
            return;
        }

        string field = Field(route.Key.Call);
        writer.Line($"var arguments = new GroupReader({field.Substring(field.LastIndexOf('.') + 1)}, context.Message.Text);");
        for (int i = 0; i < reads.Count; i++)
        {
            writer.Line((i == 0 ? "if (" : "    || ") + reads[i] + (i == reads.Count - 1 ? ")" : ""));
        }

        writer.Brace();
        writer.Line(isAsync ? $"return {Returns.Answer}.Unfit();" : $"return new({Returns.Answer}.Unfit());");
        writer.Close().Line();
    }

    private static string Read(HandlerParameter parameter, string variable, NameParsers parsers)
    {
        string name = Literals.Of(parameter.Name);
        return parameter.Source switch
        {
            ParameterSource.Text => $"arguments.TryReadText({name}, out {variable})",
            ParameterSource.Boolean => $"arguments.TryReadBoolean({name}, out {variable})",
            ParameterSource.Address => $"arguments.TryReadAddress({name}, out {variable})",
            ParameterSource.Rune => $"arguments.TryReadRune({name}, out {variable})",
            ParameterSource.Name => $"arguments.TryReadName({name}, {parsers.For(parameter.Names!)}, out {variable})",
            ParameterSource.Number => $"arguments.TryReadNumber({name}, out {variable})",
            ParameterSource.SpanParsable => $"arguments.TryRead({name}, out {variable})",
            ParameterSource.Duration => $"arguments.TryReadDuration({name}, out {variable})",
            ParameterSource.Moment or ParameterSource.DateTime or ParameterSource.Date or ParameterSource.Time =>
                $"arguments.TryReadMoment({name}, out {variable})",
            _ => $"arguments.TryReadParsable({name}, out {variable})",
        };
    }
}
