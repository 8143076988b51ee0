namespace ClickClack.Generators;

/// <summary>The emitted methods that read the members of enums: one for each enum that a handler type takes.</summary>
internal sealed class NameParsers
{
    private readonly List<(string Method, NameSet Names)> _parsers = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>The parsers of a type, none of them called like one of its routes.</summary>
    public NameParsers(HandlerType type)
    {
        foreach (Route route in type.Routes)
        {
            _taken.Add(route.Name);
        }
    }

    /// <summary>The method that reads an enum.</summary>
    public string For(NameSet names)
    {
        foreach ((string known, NameSet other) in _parsers)
        {
            if (other.Type == names.Type)
            {
                return known;
            }
        }

        string method = "TryParse" + names.Name;
        for (int number = 2; !_taken.Add(method); number++)
        {
            method = "TryParse" + names.Name + number;
        }

        _parsers.Add((method, names));
        return method;
    }

    /// <summary>Writes the methods.</summary>
    public void Emit(CodeWriter writer)
    {
        foreach ((string method, NameSet names) in _parsers)
        {
            writer.Line();
            writer.Open($"private static bool {method}(global::System.ReadOnlySpan<char> lower, out {names.Type} value)");
            writer.Open("switch (lower)");
            foreach (NamedMember member in names.Members)
            {
                string or = member.Words is null ? "" : $"{Literals.Of(member.Words)} or ";
                writer.Line($"case {or}{Literals.Of(member.Lower)}:").Indent();
                writer.Line($"value = {names.Type}.{member.Member};").Line("return true;").Outdent().Line();
            }

            writer.Line("default:").Indent().Line("value = default;").Line("return false;").Outdent();
            writer.Close().Close();
        }
    }
}
