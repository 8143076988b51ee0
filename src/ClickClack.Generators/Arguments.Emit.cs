namespace ClickClack.Generators;

/// <content>Reading the words of a command.</content>
internal static partial class Arguments
{
    /// <summary>Writes what reads the arguments of a command, or answers with its usage.</summary>
    public static void Emit(CodeWriter writer, Route route, bool isAsync, NameParsers parsers)
    {
        List<string> reads = Reads(writer, route, parsers);
        if (route.Usage is null || reads.Count == 0)
        {
            return;
        }

        writer.Line($"var arguments = new ArgumentReader(context.Message.Text, {Literals.Of(route.Usage)}{Words(route)});");
        for (int i = 0; i < reads.Count; i++)
        {
            string line = (i == 0 ? "if (" : "    || ") + reads[i] + (i == reads.Count - 1 ? ")" : "");
            writer.Line(line);
        }

        writer.Brace();
        writer.Line(isAsync ? $"return {Returns.Answer}.Of(arguments.Refusal);" : $"return new({Returns.Answer}.Of(arguments.Refusal));");
        writer.Close().Line();
    }

    private static string Words(Route route)
    {
        int words = route.Key.Command.Split(' ').Length;
        return words == 1 ? "" : $", words: {words}";
    }

    private static List<string> Reads(CodeWriter writer, Route route, NameParsers parsers)
    {
        var reads = new List<string>();
        bool isOpen = false;
        foreach (HandlerParameter parameter in route.Parameters)
        {
            isOpen |= parameter.Source == ParameterSource.Rest;
            if (!parameter.IsArgument)
            {
                continue;
            }

            // Of a reference the compiler only knows that it is set once reading succeeded.
            string nullable = parameter.IsReference ? parameter.PlainType + "?" : parameter.Type;
            if (parameter.IsOptional)
            {
                writer.Line($"{nullable} {parameter.Local} = {parameter.Default};");
                reads.Add($"(arguments.HasMore && !{Read(parameter, parameter.Local, parsers)})");
            }
            else
            {
                reads.Add("!" + Read(parameter, $"{nullable} {parameter.Local}", parsers));
            }
        }

        // A command that takes the message alone reads the text by itself.
        if (!isOpen && (reads.Count > 0 || !Parameters.Takes(route.Parameters, ParameterSource.Message)))
        {
            reads.Add("!arguments.TryReadEnd()");
        }

        return reads;
    }

    private static string Read(HandlerParameter parameter, string variable, NameParsers parsers)
    {
        string name = Literals.Of(parameter.Name);
        string expected = parameter.Expected is null ? "null" : Literals.Of(parameter.Expected);
        string @out = $"out {variable}{(parameter.Description is null ? "" : ", " + Literals.Of(parameter.Description))}";
        return parameter.Source switch
        {
            ParameterSource.Text => $"arguments.TryReadText({name}, {@out})",
            ParameterSource.Rest => $"arguments.TryReadRest({name}, {@out})",
            ParameterSource.Boolean => $"arguments.TryReadBoolean({name}, {@out})",
            ParameterSource.Address => $"arguments.TryReadAddress({name}, {@out})",
            ParameterSource.Name => $"arguments.TryReadName({name}, {expected}, {parsers.For(parameter.Names!)}, {@out})",
            ParameterSource.Number => $"arguments.TryReadNumber({name}, {expected}, {@out})",
            ParameterSource.SpanParsable => $"arguments.TryRead({name}, {expected}, {@out})",
            ParameterSource.Parsable => $"arguments.TryReadParsable({name}, {expected}, {@out})",
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };
    }
}
