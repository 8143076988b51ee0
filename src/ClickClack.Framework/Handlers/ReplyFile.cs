namespace ClickClack;

/// <summary>A file of a <see cref="Reply"/>. Equal by name, type and bytes; one that is opened later, by what opens it.</summary>
public sealed class ReplyFile : IEquatable<ReplyFile>
{
    private readonly byte[]? content;
    private readonly Func<CancellationToken, ValueTask<Stream>>? open;

    internal ReplyFile(string name, string contentType, byte[]? content, Func<CancellationToken, ValueTask<Stream>>? open)
    {
        Name = name;
        ContentType = contentType;
        this.content = content;
        this.open = open;
    }

    /// <summary>Its name. Only what follows the last slash or backslash is used.</summary>
    public string Name { get; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; }

    /// <summary>Opens it for reading; the caller disposes of the stream.</summary>
    /// <param name="cancellationToken">Ends the opening.</param>
    public ValueTask<Stream> OpenAsync(CancellationToken cancellationToken = default) =>
        open is not null ? open(cancellationToken) : new ValueTask<Stream>(new MemoryStream(content!, writable: false));

    /// <inheritdoc/>
    public bool Equals(ReplyFile? other) => other is not null
        && Name == other.Name
        && ContentType == other.ContentType
        && open == other.open
        && content.AsSpan().SequenceEqual(other.content);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ReplyFile);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ContentType, content?.Length);

    /// <summary>The name, for a debugger or a test's output.</summary>
    public override string ToString() => Name;
}
