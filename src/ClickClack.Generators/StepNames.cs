namespace ClickClack.Generators;

/// <summary>The names of the steps, by which tests ask what was computed again.</summary>
internal static class StepNames
{
    /// <summary>One model for each type with handlers.</summary>
    public const string Handlers = nameof(Handlers);

    /// <summary>What the table has to know of them.</summary>
    public const string Groups = nameof(Groups);

    /// <summary>All of that together.</summary>
    public const string Table = nameof(Table);

    /// <summary>One model for each type with targets.</summary>
    public const string Targets = nameof(Targets);

    /// <summary>What the entry point depends on.</summary>
    public const string Project = nameof(Project);
}
