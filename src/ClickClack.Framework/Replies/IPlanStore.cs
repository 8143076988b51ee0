namespace ClickClack.Replies;

/// <summary>Where the plans of one account are kept until they are carried out and nobody can ask for them again.</summary>
internal interface IPlanStore
{
    /// <summary>The plans an earlier run left.</summary>
    /// <exception cref="InvalidDataException">One cannot be read.</exception>
    IReadOnlyList<Plan> Load();

    /// <summary>Keeps a plan, in the place of an earlier one of its trigger. Once this returns it survives a crash.</summary>
    void Save(Plan plan);

    /// <summary>Forgets the plan of a trigger. It need not survive a crash: carried out once more, a plan changes nothing.</summary>
    void Remove(string trigger);
}
