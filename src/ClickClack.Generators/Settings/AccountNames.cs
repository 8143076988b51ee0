namespace ClickClack.Generators;

/// <summary>The accounts that the settings files of a project name.</summary>
/// <param name="Names">Their names.</param>
/// <param name="Files">The files that name them.</param>
internal sealed record AccountNames(IReadOnlyList<string> Names, IReadOnlyList<string> Files)
{
    /// <summary>The name of an account that has none.</summary>
    private const string Unnamed = "default";

    /// <summary>Whether a file is one of those that an application reads its settings from.</summary>
    public static bool IsSettings(string path)
    {
        string name = Path.GetFileName(path);
        return name.Equals("appsettings.json", StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("appsettings.", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// The names of all files together, as which of them are read is known at the start only. Null if that cannot be told: if no file says
    /// anything of accounts, or one is no JSON.
    /// </summary>
    public static AccountNames? Of(IEnumerable<(string Path, AccountSettings Settings)> files)
    {
        var names = new List<string>();
        var said = new List<string>();
        bool hasDefault = false;
        foreach ((string path, AccountSettings settings) in files)
        {
            if (!settings.IsReadable)
            {
                return null;
            }

            if (!settings.IsAboutAccounts)
            {
                continue;
            }

            said.Add(Path.GetFileName(path));
            hasDefault |= settings.Default is not null;
            if (settings.Default is not null)
            {
                Add(names, settings.Default);
            }

            foreach (string name in settings.Others)
            {
                Add(names, name);
            }
        }

        if (!hasDefault)
        {
            Add(names, Unnamed);
        }

        return said.Count == 0 ? null : new AccountNames(names, said);
    }

    /// <summary>Whether there is an account of a name.</summary>
    public bool Contains(string name) => Contains(Names, name);

    private static void Add(List<string> names, string name)
    {
        if (!Contains(names, name))
        {
            names.Add(name);
        }
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (string known in names)
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
