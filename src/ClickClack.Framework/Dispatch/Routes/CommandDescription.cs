using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>A command in words: for usage lines, help and the command menu. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CommandDescription
{
    private readonly ParameterDescription[] _parameters;

    /// <summary>Describes a command.</summary>
    /// <param name="name">Its name, without the slash; of several words for a sub-command.</param>
    /// <param name="usage">How it is used, for example <c>/roll &lt;dice&gt;</c>.</param>
    /// <param name="description">What it does, in one line; or null.</param>
    /// <param name="parameters">Its arguments, in the order of the handler's parameters.</param>
    public CommandDescription(string name, string usage, string? description, params ParameterDescription[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Name = name;
        Usage = usage;
        Description = description;
        _parameters = parameters;
        NameWords = name.AsSpan().Count(' ') + 1;
        HasOptions = Array.Exists(parameters, parameter => parameter.Option is not null);
        HasRest = Array.Exists(parameters, parameter => parameter.IsRest);
        WordCount = parameters.Count(parameter => parameter.IsWord);
    }

    /// <summary>Its name, without the slash.</summary>
    public string Name { get; }

    /// <summary>How it is used: required arguments in angle brackets, the others in square ones.</summary>
    public string Usage { get; }

    /// <summary>What it does, in one line; or null.</summary>
    public string? Description { get; }

    /// <summary>Its arguments, in the order of the handler's parameters.</summary>
    public IReadOnlyList<ParameterDescription> Parameters => _parameters;

    /// <summary>How many words its name has.</summary>
    internal int NameWords { get; }

    /// <summary>Whether it has options: otherwise a dash is a character like any other.</summary>
    internal bool HasOptions { get; }

    /// <summary>Whether an argument takes the rest of the text.</summary>
    internal bool HasRest { get; }

    /// <summary>How many arguments are known by their position, the rest not counted.</summary>
    internal int WordCount { get; }

    internal ParameterDescription this[int parameter] => _parameters[parameter];

    /// <summary>The option of a name, in any case; -1 if there is none.</summary>
    internal int FindOption(ReadOnlySpan<char> name)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Option is { } option && name.Equals(option, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The option of a letter; -1 if there is none.</summary>
    internal int FindOption(char letter)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Letter == letter)
            {
                return i;
            }
        }

        return -1;
    }
}
