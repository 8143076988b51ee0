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

        writer.Line($"var arguments = new ArgumentReader(context.Message.Text, {Literals.Of(route.Usage)});");
        for (int i = 0; i < reads.Count; i++)
        {
            string line = (i == 0 ? "if (" : "    || ") + reads[i] + (i == reads.Count - 1 ? ")" : "");
            writer.Line(line);
        }

        writer.Brace();
        writer.Line(isAsync ? "return arguments.Refusal;" : "return new(arguments.Refusal);");
        writer.Close().Line();
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
        string expected = Literals.Of(parameter.Expected);
        return parameter.Source switch
        {
            ParameterSource.Text => $"arguments.TryReadText({name}, out {variable})",
            ParameterSource.Rest => $"arguments.TryReadRest({name}, out {variable})",
            ParameterSource.Boolean => $"arguments.TryReadBoolean({name}, out {variable})",
            ParameterSource.Address => $"arguments.TryReadAddress({name}, out {variable})",
            ParameterSource.Name => $"arguments.TryReadName({name}, {expected}, {parsers.For(parameter.Names!)}, out {variable})",
            ParameterSource.SpanParsable => $"arguments.TryRead({name}, {expected}, out {variable})",
            ParameterSource.Parsable => $"arguments.TryReadParsable({name}, {expected}, out {variable})",
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };
    }
}
