namespace ClickClack.Dispatch;

/// <summary>What is wrong with the arguments of a call: one line for each argument, in words for the one who wrote it.</summary>
/// <param name="command">The command.</param>
internal sealed class ArgumentProblems(CommandDescription command)
{
    private readonly bool[] wrong = new bool[command.Parameters.Count];

    /// <summary>Mostly there is one problem, and there are never many more than arguments: each has one line.</summary>
    private string? lines;

    /// <summary>What to answer.</summary>
    /// <remarks>A reply is Markdown: outside of code <c>&lt;dice&gt;</c> would be taken for a tag and not be shown.</remarks>
    public string Refusal => $"{lines}\nusage: `{command.Usage}`";

    /// <summary>Something that concerns no argument.</summary>
    public void Add(string problem) => lines = lines is null ? problem : $"{lines}\n{problem}";

    /// <summary>An argument is not there.</summary>
    public void AddMissing(int parameter) => Add(parameter, Details(command[parameter]) switch
    {
        null => $"{command[parameter].Label} is missing",
        { } details => $"{command[parameter].Label} is missing: {details}",
    });

    /// <summary>An option is there without its value.</summary>
    public void AddWithoutValue(int parameter) => Add(parameter, Details(command[parameter]) switch
    {
        null => $"{command[parameter].Label} has no value",
        { } details => $"{command[parameter].Label} has no value: {details}",
    });

    /// <summary>A word is not what an argument takes.</summary>
    public void AddWrong(int parameter, ReadOnlySpan<char> word)
    {
        ParameterDescription description = command[parameter];
        string named = description.Description is null ? description.Label : $"{description.Label}: {description.Description}";
        string problem = description.Expected is null
            ? $"{ArgumentEcho.Of(word)} is not valid as {named}"
            : $"{ArgumentEcho.Of(word)} is not {description.Expected} ({named})";
        Add(parameter, problem + DidYouMean("", NearMiss.Find(word, description.Choices)));
    }

    /// <summary>An argument was read and turned out to be wrong.</summary>
    /// <remarks>Of each the first problem is enough: a list may have thousands.</remarks>
    public void Add(int parameter, string problem)
    {
        if (!wrong[parameter])
        {
            wrong[parameter] = true;
            Add(problem);
        }
    }

    /// <summary>The end of a sentence that has a suggestion, if there is one.</summary>
    public static string DidYouMean(string prefix, string? suggestion) => suggestion is null ? "" : $"; did you mean {ArgumentEcho.Of(prefix + suggestion)}?";

    private static string? Details(ParameterDescription parameter) => (parameter.Expected, parameter.Description) switch
    {
        (not null, not null) => $"{parameter.Description} ({parameter.Expected})",
        _ => parameter.Description ?? parameter.Expected,
    };
}
