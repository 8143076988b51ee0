namespace ClickClack.Dispatch;

/// <summary>Users by id (<c>usr_…</c>) and by handle (<c>@bob</c>), or everybody (<c>*</c>).</summary>
internal sealed class UserList
{
    /// <summary>A list that names everybody.</summary>
    public const string Everybody = "*";

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> handles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a list.</summary>
    /// <param name="entries">Ids, handles with <c>@</c>, or <c>*</c>.</param>
    public UserList(IEnumerable<string> entries)
    {
        foreach (string entry in entries.Select(entry => entry.Trim()))
        {
            if (entry == Everybody)
            {
                IsEverybody = true;
            }
            else if (entry.StartsWith('@'))
            {
                handles.Add(entry[1..]);
            }
            else
            {
                ids.Add(entry);
            }
        }
    }

    /// <summary>Whether it names everybody.</summary>
    public bool IsEverybody { get; }

    /// <summary>Whether it names a handle.</summary>
    public bool NamesHandle(string handle) => handles.Contains(handle);

    /// <summary>Whether it names a user.</summary>
    /// <param name="user">The id.</param>
    /// <param name="handle">The handle as the server tells it now, without <c>@</c>; null while it is unknown.</param>
    /// <returns>Null if only the handle could tell.</returns>
    public bool? Names(UserId user, string? handle) =>
        IsEverybody || ids.Contains(user.Value ?? "") || (handle is not null && handles.Contains(handle)) ? true
        : handle is null && handles.Count > 0 ? null
        : false;
}
