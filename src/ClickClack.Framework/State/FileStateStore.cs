namespace ClickClack.State;

/// <summary>A directory for each account, which only its owner may read.</summary>
/// <param name="root">The directory of them all.</param>
internal sealed class FileStateStore(string root) : IStateStore
{
    public IOwnedState Open(string account)
    {
        string directory = Path.Combine(root, account);
        PrivateFile.CreateDirectory(directory);
        return new FileState(directory, DirectoryOwnership.Take(directory));
    }
}
