namespace ClickClack.Replies;

/// <summary>A reply whose files were read.</summary>
internal sealed class SpooledReply(Reply reply) : IDisposable
{
    private readonly List<SpooledFile> files = [];

    public Reply Reply { get; } = reply;

    public IReadOnlyList<SpooledFile> Files => files;

    /// <summary>What the message says. The server wants a text, so that files without one are named.</summary>
    public string Body => string.IsNullOrWhiteSpace(Reply.Text) ? string.Join(", ", files.Select(static file => file.Name)) : Reply.Text;

    public void Add(SpooledFile file) => files.Add(file);

    public void Dispose() => files.ForEach(static file => file.Content.Dispose());
}

/// <summary>A file that was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Hash">The SHA-256 of its bytes, as lower-case hexadecimal.</param>
/// <param name="Content">Its bytes, from the beginning. Disposed of, they are gone.</param>
internal sealed record SpooledFile(string Name, string ContentType, string Hash, Stream Content);
